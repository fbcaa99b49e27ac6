// Loaded by those alone who check a receipt.
import init, { verify } from './dist/receipts.js';
import { once } from './module.js';

const ready = once(init, () => new URL('./dist/receipts.wasm', import.meta.url));

/** What came of it. */
export const check = (receipt, keys, source) => ready(source).then(() => JSON.parse(verify(receipt, keys)));
