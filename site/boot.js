// Starts the app. The build puts the generated module into this file; the page names the WebAssembly file and its hash.
import init from "./glue.js";

// The address changes from page to page without a new page being loaded, and a relative address would change its meaning with it.
for (const link of document.querySelectorAll("a[href]:not([href^='#']), link[rel='icon'], link[rel='help']")) link.href = link.href;
const { dataset } = document.documentElement;
dataset.site = pathOf(dataset.site ?? dataset.root);
dataset.root = pathOf(dataset.root);

// The same page in the other language is at the same place below another root. Answers in a fragment were asked about once.
const language = document.getElementById("language");
if (language) {
  const other = language.href.slice(0, -below().length || undefined);
  const follow = () => {
    language.href = other + below() + location.search + location.hash.replace(/^#answers=.*/, "");
    // Where the browser keeps no answers, those on this page are all there are.
    language.target = document.querySelector(".kept .grave") ? "_blank" : "";
  };
  for (const about of ["focus", "pointerdown", "click"]) language.addEventListener(about, follow);
}

try {
  const wasm = document.getElementById("file-wasm");
  await init({ module_or_path: fetch(wasm.href, { integrity: wasm.dataset.integrity }) });
} catch (trouble) {
  document.querySelector(".waiting").hidden = true;
  document.getElementById("failed").hidden = false;
  throw trouble;
}

/** The path of an address that is written relative to the page. */
function pathOf(address) {
  return new URL(address, location).pathname;
}

/** Where this page is below its root. */
function below() {
  return location.pathname.slice(dataset.root.length).replace(/index\.html$/, "");
}

// What keeps the site for when there is no network comes once the page can be used.
document.head.append(Object.assign(document.createElement("script"), { type: "module", src: new URL("./offline.js", import.meta.url), integrity: "sha384-offline" }));
