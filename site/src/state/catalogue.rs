//! The standard that a page is about: its rules and its words, fetched once, and its guidance, fetched when it is first asked for.

use std::sync::OnceLock;

use js_sys::Uint8Array;
use leptos::prelude::{document, window};
use mentormark_report::Standard;
use mentormark_rules::{Entries, Plan, Scheme, Wording, scheme::Criterion, wording::Guidance};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlLinkElement, RequestInit, Response};

/// A standard with its words in the language of the page.
pub(crate) struct Catalogue {
    /// The compiled rules.
    pub(crate) plan: Plan,
    /// The words.
    pub(crate) wording: Wording,
    guidance_file: File,
    guidance: OnceLock<Entries<Guidance>>,
}

/// A file is not there.
pub(crate) struct Unloaded;

/// Where a file is and what it must hash to.
pub(crate) struct File {
    address: String,
    integrity: String,
}

impl Catalogue {
    /// Fetches the files that the page names. They stay for as long as the page does, so the catalogue is never freed.
    pub(crate) async fn fetch() -> Result<&'static Self, Unloaded> {
        let plan = Plan::unpack(&File::named("file-plan")?.bytes().await?).ok_or(Unloaded)?;
        let wording = Wording::unpack(&File::named("file-words")?.bytes().await?).ok_or(Unloaded)?;
        let guidance_file = File::named("file-guidance")?;
        Ok(Box::leak(Box::new(Self { plan, wording, guidance_file, guidance: OnceLock::new() })))
    }

    /// What helps to judge a criterion. It is most of the words, and most of it is never opened.
    pub(crate) async fn guidance(&self, criterion: &str) -> Result<&Guidance, Unloaded> {
        if self.guidance.get().is_none() {
            let read = Wording::unpack(&self.guidance_file.bytes().await?).ok_or(Unloaded)?;
            let _ = self.guidance.set(read.guidance);
        }
        self.guidance.get().and_then(|guidance| guidance.get(criterion)).ok_or(Unloaded)
    }

    /// The rules as data.
    pub(crate) fn scheme(&self) -> &Scheme {
        self.plan.scheme()
    }

    /// The rules with their words, from which sentences are made.
    pub(crate) fn standard(&self) -> Standard<'_> {
        Standard { scheme: self.scheme(), wording: &self.wording }
    }

    /// Where a level stands on the ladder: 1 for the lowest, 0 for none.
    pub(crate) fn rank(&self, level: Option<&str>) -> usize {
        level.and_then(|level| self.scheme().level_index(level)).map_or(0, |index| index + 1)
    }

    /// The section that a criterion belongs to, by its place, and the criterion.
    pub(crate) fn criterion(&self, id: &str) -> Option<(usize, &Criterion)> {
        let sections = self.scheme().sections.iter().enumerate();
        let mut all = sections.flat_map(|(place, section)| section.criteria.iter().map(move |of| (place, of)));
        all.find(|(_, of)| of.id == *id)
    }

    /// Whether anything is asked about the applicant.
    pub(crate) fn asks(&self) -> bool {
        self.questions() > 0
    }

    /// How many things are asked about the applicant: facts, the award held and the level aimed for.
    pub(crate) fn questions(&self) -> usize {
        self.scheme().facts.len() + usize::from(self.plan.looks_at_held()) + usize::from(self.scheme().levels.len() > 1)
    }
}

/// The markup of what belongs to the standard besides its rules and words, where the page names some.
pub(crate) async fn beside() -> Result<String, Unloaded> {
    String::from_utf8(File::named("file-beside")?.bytes().await?).map_err(|_| Unloaded)
}

impl File {
    /// The file that the link with this id names. Its address is kept whole: it is written relative to the page, and the page moves.
    fn named(id: &str) -> Result<Self, Unloaded> {
        let link = document().get_element_by_id(id).and_then(|link| link.dyn_into::<HtmlLinkElement>().ok());
        let link = link.ok_or(Unloaded)?;
        Ok(Self::of(&link))
    }

    /// The file that a link names.
    pub(crate) fn of(link: &HtmlLinkElement) -> Self {
        Self { address: link.href(), integrity: link.get_attribute("data-integrity").unwrap_or_default() }
    }

    /// The bytes of the file, checked against its hash.
    pub(crate) async fn bytes(&self) -> Result<Vec<u8>, Unloaded> {
        let how = RequestInit::new();
        how.set_integrity(&self.integrity);
        let response =
            JsFuture::from(window().fetch_with_str_and_init(&self.address, &how)).await.map_err(|_| Unloaded)?;
        let response: Response = response.dyn_into().map_err(|_| Unloaded)?;
        if !response.ok() {
            return Err(Unloaded);
        }
        let bytes = JsFuture::from(response.array_buffer().map_err(|_| Unloaded)?).await.map_err(|_| Unloaded)?;
        Ok(Uint8Array::new(&bytes).to_vec())
    }
}
