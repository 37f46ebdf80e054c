/** Events that XState never sends; in a configuration of fsmc's they keep their place. */
export const OWN_EVENTS = {
  error: "fsmc.error",
  recover: "fsmc.recover",
} as const;
