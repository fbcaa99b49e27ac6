// What a bundler makes of an import of the rules module: its address. Which form it has depends on the bundler and its settings.

/** The address of the rules module. */
declare const address: string;
export default address;
