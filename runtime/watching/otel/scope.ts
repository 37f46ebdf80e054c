/** The scope that meters and tracers are known by. */
export const SCOPE = "@fsmc/runtime";
