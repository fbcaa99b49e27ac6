//! What a server and its floor did, turn by turn, and what is said of it.

use std::{fs, time::Duration};

/// What a server and its floor did in their turns.
#[derive(Default)]
pub(super) struct Turns {
    /// Answers a second.
    pub(super) server: Vec<f64>,
    pub(super) floor: Vec<f64>,
    took: Vec<Took>,
    /// Kilobytes after each turn of the server.
    pub(super) memory: Vec<f64>,
}

impl Turns {
    pub(super) fn take(&mut self, took: Took) {
        self.server.push(took.each_second());
        self.took.push(took);
        self.memory.push(memory());
    }

    /// The median of what the server reached of the floor beside it.
    pub(super) fn ratio(&self) -> f64 {
        median(self.server.iter().zip(&self.floor).map(|(server, floor)| server / floor).collect())
    }

    /// The 99th percentiles of the second and of the last quarter, in microseconds.
    pub(super) fn p99(&self) -> [f64; 2] {
        let quarter = |turns: &[Took]| {
            let mut all = Took::new();
            for turn in turns {
                all.take_up(turn);
            }
            p99(&all.steps)
        };
        [quarter(&self.took[2..4]), quarter(&self.took[6..8])]
    }

    pub(super) fn tell(&self, what: &str, floor: &str) {
        let (server, beside) = (median(self.server.clone()), median(self.floor.clone()));
        println!("{what}: {server:.0} a second; {floor}: {beside:.0}");
        let ratios: Vec<String> =
            self.server.iter().zip(&self.floor).map(|(server, floor)| format!("{:.2}", server / floor)).collect();
        println!("{what}: of its floor turn by turn: {}", ratios.join(", "));
        let ([early, late], memory) = (self.p99(), &self.memory);
        println!("{what}: p99 {early:.0} µs then {late:.0} µs; memory {:.0} KB then {:.0} KB", memory[1], memory[7]);
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let (upper, lower) = (values.len() / 2, (values.len() - 1) / 2);
    f64::midpoint(values[lower], values[upper])
}

/// How long answers took, counted in steps of ten microseconds. It does not grow.
pub(super) struct Took {
    pub(super) count: u64,
    steps: Vec<u32>,
    /// How long they were asked for.
    pub(super) seconds: f64,
}

impl Took {
    /// The last step stands for a tenth of a second and more.
    pub(super) fn new() -> Self {
        Self { count: 0, steps: vec![0; 10_001], seconds: 0.0 }
    }

    pub(super) fn add(&mut self, took: Duration) {
        let step = usize::try_from(took.as_micros() / 10).map_or(usize::MAX, |step| step).min(self.steps.len() - 1);
        self.steps[step] += 1;
        self.count += 1;
    }

    pub(super) fn take_up(&mut self, other: &Self) {
        self.count += other.count;
        for (own, other) in self.steps.iter_mut().zip(&other.steps) {
            *own += other;
        }
    }

    pub(super) fn each_second(&self) -> f64 {
        self.count as f64 / self.seconds
    }
}

/// The 99th percentile in microseconds.
fn p99(steps: &[u32]) -> f64 {
    let all: u32 = steps.iter().sum();
    let mut seen = 0;
    let step = steps.iter().position(|count| {
        seen += count;
        u64::from(seen) * 100 >= u64::from(all) * 99
    });
    step.map_or(f64::NAN, |step| (step * 10) as f64)
}

/// The memory of this process in kilobytes.
fn memory() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse().ok()).unwrap_or(f64::NAN)
}
