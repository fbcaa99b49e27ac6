// Starts WebAssembly modules, and reads what stands at addresses.

/** What starts a module once, however often it is asked: from what it is given first, or else from its `file`. */
export function once(init, file) {
  let starting;
  return (source) => {
    starting ??= start(init, file, source).catch((trouble) => {
      // So that it can be tried again.
      starting = undefined;
      throw trouble;
    });
    return starting;
  };
}

async function start(init, file, source) {
  const given = (await source) ?? file();
  await init({ module_or_path: given instanceof URL ? await open(given) : given });
}

/** What stands at an address: a response, or the bytes of a file, which Node cannot fetch. */
export async function open(address) {
  const files = address.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (files) return files.readFile(address);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`\`${address}\` answers ${response.status}: check the address`);
  return response;
}
