/** What ccxt calls a credential, and the end of the name of the environment variable that has it. */
const ENDINGS = {
  apiKey: "API_KEY",
  secret: "API_SECRET",
  password: "API_PASSWORD",
  uid: "API_UID",
  login: "LOGIN",
  twofa: "TWOFA",
  walletAddress: "WALLET_ADDRESS",
  privateKey: "PRIVATE_KEY",
  token: "TOKEN",
  accountId: "ACCOUNT_ID",
} as const;

type Credential = keyof typeof ENDINGS;

export type Environment = Readonly<Record<string, string | undefined>>;

/** By ccxt's names. */
export type Credentials = Readonly<Partial<Record<Credential, string>>>;

/** `KRAKEN_API_KEY` for `kraken` and `apiKey`. */
export function variableFor(prefix: string, credential: Credential): string {
  const start = prefix.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_");
  return `${start}_${ENDINGS[credential]}`;
}

/**
 * The credentials of an account, from the environment.
 *
 * @param prefix the exchange's id, or what tells its accounts apart
 * @throws Error naming each variable that is required and not there
 */
export function credentialsFrom(
  environment: Environment,
  prefix: string,
  required: Readonly<Record<string, unknown>>,
): Credentials {
  const found: Partial<Record<Credential, string>> = {};
  const missing: string[] = [];
  for (const credential of credentials()) {
    const variable = variableFor(prefix, credential);
    const value = environment[variable]?.trim() ?? "";
    if (value !== "") found[credential] = withLineBreaks(value);
    else if (required[credential] === true) missing.push(variable);
  }
  if (missing.length > 0)
    throw new Error(
      `${prefix}: expected its credentials in the environment, and ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`,
    );
  return found;
}

function credentials(): readonly Credential[] {
  return [
    "apiKey",
    "secret",
    "password",
    "uid",
    "login",
    "twofa",
    "walletAddress",
    "privateKey",
    "token",
    "accountId",
  ];
}

/** A key of several lines is often kept on one, with `\n` written out. */
function withLineBreaks(value: string): string {
  return value.includes("PRIVATE KEY") ? value.replaceAll("\\n", "\n") : value;
}
