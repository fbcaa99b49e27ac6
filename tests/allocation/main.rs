//! The verify path allocates nothing: batch verification runs it millions of times.

use mentormark_rules::{Plan, json};

#[test]
fn verifying_allocates_nothing() {
    let shipped = mentormark_schemes::find("nms", "2022").unwrap();
    let plan = Plan::from_json(shipped.compiled).unwrap();
    let all_met: Vec<String> = plan.scheme().criteria().map(|it| format!(r#""{}":"met""#, it.id)).collect();
    for ratings in [String::new(), all_met[..50].join(","), all_met.join(",")] {
        let assessment = json::assessment(&format!(
            r#"{{"scheme":"nms","as_of":"2026-11-21","held":{{"level":"bronze","awarded_on":"2026-03-02"}},
                "facts":{{"employees":180}},"ratings":{{{ratings}}}}}"#
        ));
        let case = plan.read(&assessment.unwrap()).unwrap();
        let counted = allocation_counter::measure(|| {
            std::hint::black_box(plan.verify(std::hint::black_box(&case)));
        });
        assert_eq!(counted.count_total, 0);
        let counted = allocation_counter::measure(|| drop(std::hint::black_box(plan.outcome(&case))));
        assert!(counted.count_total > 0, "the counter counts");
    }
}
