//! What is counted, for Prometheus. No label says anything of a person: routes are the patterns, not the addresses asked for.

use std::time::Duration;

use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

/// The counters.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Asked, Counter>,
    times: Family<Route, Histogram, fn() -> Histogram>,
    /// Submissions answered, by what came of them.
    pub(crate) verifications: Family<Outcome, Counter>,
    /// Refusals by code.
    pub(crate) refusals: Family<Code, Counter>,
    /// Seconds until an answer was kept.
    pub(crate) keeping: Histogram,
    /// Answers that could not be kept.
    pub(crate) not_kept: Counter,
    /// Requests at work.
    pub(crate) at_work: Gauge,
    /// Tasks that wait for a judging thread.
    pub(crate) waiting: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: String,
    route: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

/// What came of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Outcome {
    pub(crate) status: &'static str,
    pub(crate) by: &'static str,
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
pub(crate) struct Code {
    pub(crate) code: &'static str,
}

fn times() -> Histogram {
    Histogram::new([0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0])
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("mentormark");
        let made = Self {
            requests: Family::default(),
            times: Family::new_with_constructor(times),
            verifications: Family::default(),
            refusals: Family::default(),
            keeping: times(),
            not_kept: Counter::default(),
            at_work: Gauge::default(),
            waiting: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("build", "The version of the program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("http_requests", "Requests answered", made.requests.clone());
        let help = "Time from the head of a request to the head of its answer";
        registry.register_with_unit("http_request_duration", help, Unit::Seconds, made.times.clone());
        registry.register("verifications", "Submissions answered", made.verifications.clone());
        registry.register("refusals", "Refusals of documents by code", made.refusals.clone());
        let help = "Time until an answer was on disk";
        registry.register_with_unit("store_keep_duration", help, Unit::Seconds, made.keeping.clone());
        registry.register("store_failures", "Answers that could not be kept", made.not_kept.clone());
        registry.register("http_requests_at_work", "Requests at work", made.at_work.clone());
        registry.register("judge_tasks_waiting", "Tasks that wait for a judging thread", made.waiting.clone());
        Self { registry, ..made }
    }

    /// Counts a request that was answered.
    pub(crate) fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let asked = Asked { method: method.to_owned(), route: route.to_owned(), status };
        self.requests.get_or_create(&asked).inc();
        self.times.get_or_create(&Route { route: route.to_owned() }).observe(took.as_secs_f64());
    }

    /// Everything as Prometheus reads it.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        // Writing to a `String` cannot fail.
        let _ = text::encode(&mut out, &self.registry);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_told() {
        let metrics = Metrics::new();
        metrics.answered("POST", "/v1/assess", 200, Duration::from_millis(2));
        metrics.answered("POST", "/v1/assess", 200, Duration::from_millis(2));
        metrics.refusals.get_or_create(&Code { code: "wrong-type" }).inc();
        let text = metrics.text();
        for line in [
            r#"mentormark_http_requests_total{method="POST",route="/v1/assess",status="200"} 2"#,
            r#"mentormark_http_request_duration_seconds_bucket{le="0.001",route="/v1/assess"} 0"#,
            r#"mentormark_http_request_duration_seconds_bucket{le="0.0025",route="/v1/assess"} 2"#,
            r#"mentormark_refusals_total{code="wrong-type"} 1"#,
            "# EOF",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
        }
    }
}
