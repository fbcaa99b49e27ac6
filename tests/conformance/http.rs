//! The server as a surface.

use mentormark_tests::{
    http::Connection,
    serving::{Scratch, Serving},
};

/// A server with a connection to it.
pub(crate) struct Server {
    connection: Connection,
    _serving: Serving,
    _data: Scratch,
}

impl Server {
    /// A server over an empty folder.
    pub(crate) fn start() -> Self {
        let data = Scratch::new("conformance");
        let serving = Serving::start(data.path(), &[]).expect("it starts");
        Self { connection: serving.connect(), _serving: serving, _data: data }
    }

    /// What it answers to an assessment: the outcome, or the refusals of its problem as the engine writes them.
    pub(crate) fn answer(&mut self, text: &str) -> String {
        let answer = self.connection.post("/v1/assess", &[], text).expect("it answers");
        if answer.status == 200 {
            return answer.body;
        }
        // The members of a problem stand in order too, and no string of a refusal holds what comes next unescaped.
        let refusals = answer.body.strip_prefix("{\"errors\":").and_then(|rest| rest.rsplit_once(",\"status\":"));
        refusals.map_or_else(|| answer.body.clone(), |(refusals, _)| format!("{{\"refused\":{refusals}}}"))
    }
}
