//! What `mentormark assess --ndjson` costs beside a floor, and that its memory does not grow with its input.
//!
//! Run with `cargo bench -p mentormark-cli`, for about a minute, with nothing else running. The floors are the simplest program that uses
//! all cores: it reads the same lines into assessments with the engine's own reader, which copies every id and rating; and for full
//! outcomes it writes as many bytes for each. The program itself copies no rating, so it may well be faster than its floor. Compare medians within one run: machines are noisy. Ends with 1 where a ratio is not held or memory grows.

use std::{
    env,
    fmt::Write as _,
    fs,
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    sync::Mutex,
    thread,
    time::Instant,
};

use mentormark_rules::{Plan, json};

/// Of the floor's lines a second, how many in a hundred `assess` has to answer.
const LEAST: f64 = 60.0;
/// By how much memory may rise after the first tenth of a long input, in KiB. Four bytes a line would be more.
const MOST_RISE: u64 = 1_024;
/// What makes this program a floor; after it how many bytes to write for each line.
const FLOOR: &str = "--floor";
const PROGRAM: &str = env!("CARGO_BIN_EXE_mentormark");

fn main() -> ExitCode {
    let args: Vec<String> = env::args().collect();
    if let Some(at) = args.iter().position(|arg| arg == FLOOR) {
        floor(args[at + 1].parse().unwrap());
        return ExitCode::SUCCESS;
    }
    // As a test, which checks that it runs, it is short and judges nothing.
    let is_bench = args.iter().any(|arg| arg == "--bench");
    let (lines, runs, megabytes) = if is_bench { (40_000, 9, 1_000) } else { (400, 1, 2) };
    let input = Input::new(lines);
    let held = [holds_ratios(&input, runs), holds_memory(&input, megabytes)];
    if !is_bench || held == [true; 2] { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints lines a second of the program and of its floors, and says whether the ratios hold.
fn holds_ratios(input: &Input, runs: usize) -> bool {
    let floor = |bytes: u64| {
        let mut floor = Command::new(env::current_exe().unwrap());
        floor.args([FLOOR, &bytes.to_string()]);
        floor
    };
    let program = |args: &[&str]| {
        let mut program = Command::new(PROGRAM);
        program.args(["assess", "--ndjson"]).args(args);
        program
    };
    let written = size_of_output(input, program(&[]));
    let mut commands = [floor(0), program(&["--summary"]), floor(written / input.lines), program(&[])];
    let mut seconds = [const { Vec::new() }; 4];
    for _ in 0..runs {
        for (command, seconds) in commands.iter_mut().zip(&mut seconds) {
            seconds.push(time(input, command));
        }
    }
    let [parse, summary, write, full] = seconds.map(|mut all| {
        all.sort_by(f64::total_cmp);
        rate(input.lines, all[all.len() / 2])
    });
    let cores = thread::available_parallelism().unwrap();
    println!("{} lines of {} bytes, {cores} cores, medians of {runs}", input.lines, input.bytes / input.lines);
    let pairs = [("--summary", summary, "parsing", parse), ("full", full, "parsing and writing as much", write)];
    let held = pairs.map(|(name, program, of, floor)| {
        let percent = program / floor * 100.0;
        let verdict = if percent >= LEAST { "held" } else { "NOT HELD" };
        println!(
            "{name:>9}: {program:>7.0} lines/s, {percent:.0} % of {floor:.0} ({of}), at least {LEAST} %: {verdict}"
        );
        percent >= LEAST
    });
    held == [true; 2]
}

#[expect(clippy::cast_precision_loss, reason = "a figure to print")]
fn rate(lines: u64, seconds: f64) -> f64 {
    lines as f64 / seconds
}

/// Seconds that a command takes for the whole input.
fn time(input: &Input, command: &mut Command) -> f64 {
    let start = Instant::now();
    let status = command.stdin(File::open(&input.path).unwrap()).stdout(Stdio::null()).status().unwrap();
    assert!(status.success(), "every line is in order");
    start.elapsed().as_secs_f64()
}

fn size_of_output(input: &Input, mut command: Command) -> u64 {
    let mut child = command.stdin(File::open(&input.path).unwrap()).stdout(Stdio::piped()).spawn().unwrap();
    let written = io::copy(child.stdout.as_mut().unwrap(), &mut io::sink()).unwrap();
    child.wait().unwrap();
    written
}

/// Reads each line on standard input with the engine's reader and writes `bytes` bytes for it, on all cores and in any order.
fn floor(bytes: usize) {
    let answer = vec![b'x'; bytes];
    let input = Mutex::new(BufReader::with_capacity(1 << 17, io::stdin()));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let mut answers = Vec::new();
                loop {
                    let mut block = Vec::new();
                    let mut input = input.lock().unwrap();
                    while block.len() < 1 << 17 && input.read_until(b'\n', &mut block).unwrap() > 0 {}
                    drop(input);
                    if block.is_empty() {
                        break;
                    }
                    answers.clear();
                    for line in str::from_utf8(&block).unwrap().lines() {
                        std::hint::black_box(json::assessment(line).unwrap());
                        answers.extend_from_slice(&answer);
                    }
                    io::stdout().write_all(&answers).unwrap();
                }
            });
        }
    });
}

/// Prints the most memory that the program holds, early and late in a long input, and says whether it stays as it was.
fn holds_memory(input: &Input, megabytes: u64) -> bool {
    let lines = fs::read(&input.path).unwrap();
    let spaces = vec![b' '; 1 << 16];
    let commands: [(&str, &[&str], &[u8]); 4] = [
        ("assess --ndjson", &["assess", "--ndjson"], &lines),
        ("--summary", &["assess", "--ndjson", "--summary"], &lines),
        ("dry-run --json", &["dry-run", "--from", "nms", "--to", "nms", "--json"], &lines),
        ("one endless line", &["assess", "--ndjson"], &spaces),
    ];
    println!("\nthe most memory held, in KiB, after a tenth of {megabytes} MB and after all of it");
    let held = commands.map(|(name, args, repeated)| {
        let Some((early, late)) = peaks(args, repeated, megabytes * 1_000_000) else {
            println!("{name:>16}: not known on this system");
            return true;
        };
        let rise = late - early;
        let verdict = if rise <= MOST_RISE { "held" } else { "NOT HELD" };
        println!("{name:>16}: {early:>7} {late:>7}, {rise} more, at most {MOST_RISE}: {verdict}");
        rise <= MOST_RISE
    });
    held == [true; 4]
}

/// The most memory that the program held after a tenth of `bytes` of input, and after all of it.
fn peaks(args: &[&str], repeated: &[u8], bytes: u64) -> Option<(u64, u64)> {
    let mut program = Command::new(PROGRAM);
    let mut child = program.args(args).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut sent = 0;
    let mut send_until = |end: u64| {
        while sent < end {
            stdin.write_all(repeated).unwrap();
            sent += u64::try_from(repeated.len()).unwrap();
        }
    };
    send_until(bytes / 10);
    let early = peak(&child);
    send_until(bytes);
    let late = peak(&child);
    drop(stdin);
    child.wait().unwrap();
    early.zip(late)
}

/// The most memory that a program has held so far, in KiB, where the system tells.
fn peak(child: &Child) -> Option<u64> {
    let status = fs::read_to_string(Path::new("/proc").join(child.id().to_string()).join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse().ok()
}

/// A file of assessments, one a line; gone when dropped.
struct Input {
    path: PathBuf,
    lines: u64,
    bytes: u64,
}

impl Input {
    /// Applicants who answered some, most or all questions, well or less well, half of them with an award.
    fn new(lines: u64) -> Self {
        let plan = Plan::from_json(mentormark_schemes::find("nms", "2022").unwrap().compiled).unwrap();
        let mut random = fastrand::Rng::with_seed(7);
        let mut text = String::new();
        for _ in 0..lines {
            let (answered, met) = (random.choice([30, 70, 90, 100]).unwrap(), random.choice([50, 75, 95]).unwrap());
            let mut ratings = Vec::new();
            for criterion in plan.scheme().criteria() {
                if random.u8(..100) < answered {
                    let rating = if random.u8(..100) < met { "met" } else { "not-met" };
                    ratings.push(format!(r#""{}":"{rating}""#, criterion.id));
                }
            }
            let level = random.choice(["bronze", "silver"]).unwrap();
            let held = format!(r#""held":{{"level":"{level}","awarded_on":"2026-03-02"}},"#);
            let (month, day, employees) = (random.u8(4..=12), random.u8(1..=28), random.u16(1..500));
            let (held, ratings) = (if random.bool() { &held } else { "" }, ratings.join(","));
            writeln!(
                text,
                r#"{{"scheme":"nms","edition":"2022","as_of":"2026-{month:02}-{day:02}",{held}"facts":{{"employees":{employees}}},"ratings":{{{ratings}}}}}"#
            )
            .unwrap();
        }
        let path = env::temp_dir().join(format!("mentormark-stream-{}.ndjson", std::process::id()));
        fs::write(&path, &text).unwrap();
        Self { path, lines, bytes: text.len().try_into().unwrap() }
    }
}

impl Drop for Input {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}
