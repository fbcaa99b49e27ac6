//! Addresses: which page one names, following links without loading the page anew, and where focus goes then.
//!
//! Every page is also a file of its own, so an address works when it is opened, reloaded or shared. The History API does the rest.

use gloo::events::{EventListener, EventListenerOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_split_helpers::SplitLoaderError;
use web_sys::{Element, Event, FocusOptions, HtmlAnchorElement, HtmlElement, MouseEvent};

use crate::pages::{self, View};
use crate::state::Session;
use crate::{deeds, rare, text};

/// A page of the app.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// What the standard is, and where one stands.
    Start,
    /// About the organisation.
    About,
    /// The programmes, for a standard that combines several.
    Programmes,
    /// A section of a programme, each by its place; the programme is 0 where there is one without a name.
    Section(usize, usize),
    /// The result.
    Result,
    /// Every answer once more, before they are submitted.
    Check,
    /// Submitting them to the awarding body.
    Submit,
    /// What came of it.
    Confirmation,
    /// Who does what by when to reach a level.
    Plan,
    /// The answers beside a copy in which some are changed, or beside a file.
    Compare,
    /// The assessments that this browser keeps.
    Saved,
    /// Another person's file beside these answers.
    Merge,
    /// None that there is.
    Unknown,
}

/// The last segment of the address of each page that always has the same.
const SEGMENTS: [(&str, Page); 11] = [
    ("", Page::Start),
    ("about", Page::About),
    ("programmes", Page::Programmes),
    ("result", Page::Result),
    ("check", Page::Check),
    ("submit", Page::Submit),
    ("confirmation", Page::Confirmation),
    ("plan", Page::Plan),
    ("compare", Page::Compare),
    ("saved", Page::Saved),
    ("merge", Page::Merge),
];

/// The addresses of a scheme's pages and the page shown now.
#[derive(Clone, Copy)]
pub(crate) struct Router {
    /// The page shown now.
    pub(crate) page: RwSignal<Page>,
    /// What draws it and does what its controls stand for.
    view: StoredValue<&'static dyn View>,
    session: Session,
    /// The path of the scheme's start page, which ends in `/`.
    start: StoredValue<String>,
}

/// What stands before a programme's id in the query of an address.
const PROGRAMME: &str = "?programme=";

/// What stands before answers in the fragment of an address, which no server sees.
pub(crate) const SHARED: &str = "answers=";

/// The fragment by which the answers that are open are asked for on the page of answers from elsewhere.
pub(crate) const OWN: &str = "own";

impl Router {
    /// Reads the address, and from now on follows links and the browser's own back and forward.
    pub(crate) fn start(session: Session) -> Self {
        let root = root(PAGES);
        let scheme = session.catalogue.scheme();
        let router = Self {
            page: RwSignal::new(Page::Unknown),
            view: StoredValue::new(&pages::Plain),
            session,
            start: StoredValue::new(format!("{root}{}/{}/", scheme.id, scheme.edition)),
        };
        router.listen();
        router
    }

    /// What draws the page shown now.
    pub(crate) fn view(self) -> &'static dyn View {
        self.view.get_value()
    }

    /// Shows the page of the address that was opened; on failure, none.
    ///
    /// # Errors
    /// When what draws it could not be loaded.
    pub(crate) async fn open(self) -> Result<(), SplitLoaderError> {
        let page = self.here();
        let view = match pages::view(page) {
            Some(view) => view,
            None => rare::view(page).await?,
        };
        self.show(page, view);
        Ok(())
    }

    fn listen(self) {
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&document(), "click", options, move |event| self.follow(event)).forget();
        EventListener::new(&window(), "popstate", move |_| self.arrive(Arrival::Back)).forget();
    }

    /// The address of a page.
    pub(crate) fn address(self, page: Page) -> String {
        let (segment, query) = match page {
            Page::Section(programme, place) => {
                let section = self.session.catalogue.scheme().sections.get(place).map_or("", |section| &section.id);
                let programme = self.session.programme(programme);
                (section, programme.map(|id| format!("{PROGRAMME}{id}")).unwrap_or_default())
            }
            page => {
                let of = SEGMENTS.iter().find(|(_, other)| *other == page);
                (of.map_or("", |(segment, _)| *segment), String::new())
            }
        };
        let end = if segment.is_empty() { "" } else { "/" };
        self.start.with_value(|start| format!("{start}{segment}{end}{query}"))
    }

    /// The address of a criterion on the page of its section.
    pub(crate) fn criterion(self, programme: usize, section: usize, criterion: &str) -> String {
        format!("{}#{criterion}", self.address(Page::Section(programme, section)))
    }

    fn page_at(self, path: &str, query: &str) -> Page {
        let sections = self.session.catalogue.scheme().sections.iter().map(|section| &*section.id);
        let page = self.start.with_value(|start| page_at(start, path, sections));
        match (page, query.strip_prefix(PROGRAMME)) {
            (Page::Section(_, place), Some(id)) => {
                self.session.place_of(id).map_or(Page::Unknown, |programme| Page::Section(programme, place))
            }
            (Page::Programmes, _) if self.session.catalogue.scheme().programmes.is_none() => Page::Unknown,
            (page, _) => page,
        }
    }

    /// The page of the present address. Answers in it are looked at before anything else.
    fn here(self) -> Page {
        if hash().starts_with(SHARED) {
            return Page::Merge;
        }
        self.page_at(&path(), &location().search().unwrap_or_default())
    }

    /// Goes to a page, as a link to it would.
    pub(crate) fn go(self, page: Page) {
        self.push(&self.address(page));
    }

    /// Goes to an address of this scheme.
    pub(crate) fn push(self, address: &str) {
        let pushed =
            window().history().and_then(|history| history.push_state_with_url(&JsValue::NULL, "", Some(address)));
        if pushed.is_ok() {
            self.arrive(Arrival::Link);
        }
    }

    /// Follows a plain click on a link to a page of this scheme; everything else is the browser's.
    fn follow(self, event: &Event) {
        let Some(click) = event.dyn_ref::<MouseEvent>() else { return };
        let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if click.default_prevented() || click.button() != 0 || modified {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = target.and_then(|target| target.closest("a[href]").ok().flatten());
        let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
        let elsewhere = link.has_attribute("download") || link.has_attribute("target");
        let here = location().origin().is_ok_and(|origin| origin == link.origin());
        let page = self.page_at(&link.pathname(), &link.search());
        if elsewhere || !here || page == Page::Unknown || page == self.page.get_untracked() && !link.hash().is_empty() {
            return;
        }
        event.prevent_default();
        self.push(&link.href());
    }

    /// Shows the page of the present address, once what draws it is there.
    fn arrive(self, arrival: Arrival) {
        let page = self.here();
        if page == self.page.get_untracked() && arrival == Arrival::Back {
            find(&hash());
            return;
        }
        if let Some(view) = pages::view(page) {
            self.show(page, view);
            return settle(arrival);
        }
        self.session.not_loaded.set(false);
        spawn_local(async move {
            match rare::view(page).await {
                // Somebody may have gone elsewhere meanwhile.
                Ok(view) if page == self.here() => {
                    self.show(page, view);
                    settle(arrival);
                }
                Ok(_) => {}
                Err(_) => deeds::fail(self.session),
            }
        });
    }

    fn show(self, page: Page, view: &'static dyn View) {
        self.view.set_value(view);
        if page != self.page.get_untracked() {
            // What was wrong on the page before is not wrong on this one.
            self.session.faults.set(Vec::new());
            self.page.set(page);
        }
    }

    /// Takes a person who opened an address with a criterion in it to that criterion.
    pub(crate) fn find() {
        request_animation_frame(|| {
            find(&hash());
        });
    }
}

/// Moves to what the address names, once the page has been drawn.
fn settle(arrival: Arrival) {
    request_animation_frame(move || {
        if find(&hash()) {
            return;
        }
        if arrival == Arrival::Link {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        if let Some(heading) = element("h1") {
            focus(&heading);
        }
    });
}

/// How a person came to an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    Link,
    /// Back or forward: the browser puts the page where it was scrolled to.
    Back,
}

/// The page at `path`, given the path of the start page and the sections in order.
fn page_at<'a>(start: &str, path: &str, mut sections: impl Iterator<Item = &'a str>) -> Page {
    let Some(rest) = path.strip_prefix(start) else { return Page::Unknown };
    let segment = rest.strip_suffix("index.html").unwrap_or(rest).trim_end_matches('/');
    match SEGMENTS.iter().find(|(other, _)| *other == segment) {
        Some((_, page)) => *page,
        None => sections.position(|section| section == segment).map_or(Page::Unknown, |place| Page::Section(0, place)),
    }
}

/// Shows which page this is in the title of the window.
pub(crate) fn entitle(page: &str, scheme: &str, wrong: bool) {
    document().set_title(&text::window_title(page, scheme, wrong));
}

/// Marks the criterion that the address names, brings it into view and moves focus to it; false if there is none.
fn find(id: &str) -> bool {
    if let Some(before) = element("[data-found]") {
        let _ = before.remove_attribute("data-found");
    }
    let Some(found) = document().get_element_by_id(id).and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    if found.class_list().contains("criterion") {
        let _ = found.set_attribute("data-found", "");
    }
    found.scroll_into_view();
    focus(&found);
    true
}

/// Moves focus and leaves the scroll position alone.
pub(crate) fn focus(to: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = to.focus_with_options(&options);
}

/// The first element that a selector finds.
pub(crate) fn element(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|found| found.dyn_into().ok())
}

/// Where the path of the root of the pages in this language stands.
pub(crate) const PAGES: &str = "data-root";

/// Where the path of the root of the whole site stands, below which the verifier is.
pub(crate) const SITE: &str = "data-site";

/// The path of a root, which ends in `/`. The page tells it from its own address, so any sub-path of a host will do; `boot.js` makes it
/// a path that stays right as the address changes.
pub(crate) fn root(of: &str) -> String {
    document().document_element().and_then(|root| root.get_attribute(of)).unwrap_or_default()
}

/// Every element that a selector finds.
pub(crate) fn elements(selector: &str) -> Vec<Element> {
    let found = document().query_selector_all(selector).ok();
    let of = |list: &web_sys::NodeList| (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect();
    found.as_ref().map(of).unwrap_or_default()
}

fn path() -> String {
    location().pathname().unwrap_or_default()
}

/// The fragment of the present address.
pub(crate) fn hash() -> String {
    let hash = location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Page) {
        assert!(page_at("/sub/nms/2022/", path, ["aims", "training"].into_iter()) == expected, "{path}");
    }

    #[test]
    fn each_page_has_an_address_below_the_start() {
        check("/sub/nms/2022/", Page::Start);
        check("/sub/nms/2022/about/", Page::About);
        check("/sub/nms/2022/aims/", Page::Section(0, 0));
        check("/sub/nms/2022/training", Page::Section(0, 1));
        check("/sub/nms/2022/programmes/", Page::Programmes);
        check("/sub/nms/2022/result/index.html", Page::Result);
        check("/sub/nms/2022/check/", Page::Check);
        check("/sub/nms/2022/merge", Page::Merge);
    }

    #[test]
    fn everything_else_is_no_page() {
        check("/sub/nms/2022/other/", Page::Unknown);
        check("/sub/nms/2022/aims/more/", Page::Unknown);
        check("/nms/2022/", Page::Unknown);
        check("/", Page::Unknown);
    }
}
