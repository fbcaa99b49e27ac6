// Starts the app. The build puts the generated module into this file; the page names the WebAssembly file and its hash.
import init from "./glue.js";

// The address changes from page to page without a new page being loaded, and a relative address would change its meaning with it.
for (const link of document.querySelectorAll("a[href]:not([href^='#']), link[rel='icon']")) link.href = link.href;

try {
  const wasm = document.getElementById("file-wasm");
  await init({ module_or_path: fetch(wasm.href, { integrity: wasm.dataset.integrity }) });
} catch (trouble) {
  document.querySelector(".waiting").hidden = true;
  document.getElementById("failed").hidden = false;
  throw trouble;
}

// What keeps the site for when there is no network comes once the page can be used.
document.head.append(Object.assign(document.createElement("script"), { type: "module", src: new URL("./offline.js", import.meta.url), integrity: "sha384-offline" }));
