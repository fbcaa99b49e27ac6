//! Calls into the browser by name. A generated binding for each would stand in the script that every first visit loads, for things that
//! are done once in a while.

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What the browser has under this name.
pub(crate) fn named(of: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(of, &JsValue::from_str(name))
}

/// Calls a method with one argument; one that takes none is given what is as good.
pub(crate) fn call(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    named(of, name)?.unchecked_into::<Function>().call1(of, with)
}

/// Calls a method and waits for what it promises.
pub(crate) async fn promised(of: &JsValue, name: &str, with: &JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(call(of, name, with)?.unchecked_into::<Promise>()).await
}

/// Makes an object of a class of the browser's.
pub(crate) fn made(class: &str, with: &str) -> Result<JsValue, JsValue> {
    let class = named(&window(), class)?.unchecked_into::<Function>();
    Reflect::construct(&class, &Array::of1(&JsValue::from_str(with)))
}
