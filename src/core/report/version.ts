/** The version that every report names: package.json's, as a test makes sure. */
export const VERSION = '0.1.0';
