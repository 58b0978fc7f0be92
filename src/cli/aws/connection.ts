/** As the AWS CLI takes them. */
export interface Connection {
  readonly region: string | undefined;
  readonly profile: string | undefined;
}

/** For every client of the SDK. Credentials, AWS_ENDPOINT_URL and the rest the SDK finds by itself. */
export function configOf({ region, profile }: Connection): { region?: string; profile?: string } {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const chosen = region ?? (AWS_REGION || AWS_DEFAULT_REGION); // the SDK does not look at the second, the AWS CLI does
  return { ...(chosen ? { region: chosen } : {}), ...(profile === undefined ? {} : { profile }) };
}
