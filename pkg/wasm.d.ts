// What a bundler makes of an import of one of the modules: its address. Which form it has depends on the bundler and its settings.

/** The address of the module. */
declare const address: string;
export default address;
