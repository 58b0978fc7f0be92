/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
export const MOST_RESOURCES = 500;
export const LONGEST_ID = 255;
/** Bytes of a template that comes through S3. */
export const MOST_BYTES = 1_000_000;
/** Bytes of a template that comes with the request. */
export const MOST_INLINE_BYTES = 51_200;
