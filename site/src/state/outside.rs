//! Files: handing one to the person, and reading one that the person chose.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::file::{Blob, File, ObjectUrl, callbacks::FileReader, callbacks::read_as_text};
use gloo::timers::callback::Timeout;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// More than the engine reads of any document, and little enough to hold in memory.
const MOST_READ: u64 = 2 << 20;

/// Milliseconds that a browser has to take a download over before its address is withdrawn.
const TAKE_OVER: u32 = 60_000;

/// Saves JSON as a file on the person's device.
pub(crate) fn download(name: &str, text: &str) {
    hand(name, "application/json", text);
}

/// Saves `text` as a file of a kind on the person's device.
pub(crate) fn hand(name: &str, kind: &str, text: &str) {
    let address = ObjectUrl::from(Blob::new_with_options(text, Some(kind)));
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    Timeout::new(TAKE_OVER, move || drop(address)).forget();
}

/// Reads the start of a chosen file and hands its text to `then`; `None` if it cannot be read.
pub(crate) fn read_text(file: web_sys::File, then: impl FnOnce(Option<String>) + 'static) {
    let start = Blob::from(File::from(file)).slice(0, MOST_READ);
    // The reader stops when it is dropped, so it is held until it is done.
    let reading = Rc::new(RefCell::new(None::<FileReader>));
    let held = Rc::clone(&reading);
    let reader = read_as_text(&start, move |text| {
        held.take();
        then(text.ok());
    });
    reading.replace(Some(reader));
}
