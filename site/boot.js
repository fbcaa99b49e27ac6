// Starts the app. The build puts the generated module into this file; the page names the WebAssembly file and its hash.
import init from "./glue.js";

try {
  const wasm = document.getElementById("file-wasm");
  await init({ module_or_path: fetch(wasm.href, { integrity: wasm.dataset.integrity }) });
} catch (trouble) {
  document.getElementById("failed").hidden = false;
  throw trouble;
}
