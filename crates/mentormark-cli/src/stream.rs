//! Many lines on many cores: in order, with bounded memory.
//!
//! Lines are gathered into batches, and batches go round the workers in turn; answers are fetched from the workers in
//! the same turn, which keeps the order without sorting. Every queue is short, so a slow reader of the output slows the
//! reading of the input, and memory does not grow with its length.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

use crate::input::LONGEST;

/// Lines a batch, unless fewer are there to be had at once.
const LINES: usize = 64;
/// Bytes after which a batch is full, however few its lines.
const BYTES: usize = 1 << 18;
/// Batches that may wait in a queue.
const WAITING: usize = 2;

/// What `answer` makes of a line.
pub(crate) struct Answer {
    /// One line, without its end.
    pub(crate) text: String,
    /// Whether the line was turned away.
    pub(crate) refused: bool,
}

/// How many lines have been answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Lines in all.
    pub(crate) lines: u64,
    /// Lines turned away.
    pub(crate) refused: u64,
}

/// What went wrong at which end.
#[derive(Debug)]
pub(crate) enum StreamError {
    /// The input could not be read.
    Reading(io::Error),
    /// The output could not be written.
    Writing(io::Error),
    /// A worker gave up, so lines are missing from the end of the output.
    Lost,
}

type Batch = Vec<Vec<u8>>;
type Answers = Vec<Answer>;

/// Writes to `out` what `answer` makes of each line of `input`, a line each, in order. `progress` is told now and then.
///
/// A line is cut beyond [`LONGEST`] bytes. An empty line is a line; what follows the last line break is one unless empty.
pub(crate) fn answer_lines(
    input: impl Read + Send + 'static,
    out: &mut impl Write,
    answer: impl Fn(Vec<u8>) -> Answer + Send + Sync + 'static,
    mut progress: impl FnMut(Counts),
) -> Result<Counts, StreamError> {
    let answer = Arc::new(answer);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let (mut to_workers, mut from_workers) = (Vec::new(), Vec::new());
    for _ in 0..cores {
        let (to_worker, batches) = sync_channel::<Batch>(WAITING);
        let (answers, from_worker) = sync_channel::<Answers>(WAITING);
        let answer = Arc::clone(&answer);
        // A worker ends when no more batches can come, or when nobody fetches its answers any more.
        thread::spawn(move || {
            for batch in batches {
                if answers.send(batch.into_iter().map(&*answer).collect()).is_err() {
                    break;
                }
            }
        });
        to_workers.push(to_worker);
        from_workers.push(from_worker);
    }
    // Not waited for: it may hang in a read when the output has long been closed.
    let (read_end, read) = sync_channel(1);
    thread::spawn(move || read_end.send(deal(input, &to_workers)));

    let (counts, fetched) = collect(from_workers, out, &mut progress).map_err(StreamError::Writing)?;
    let (dealt, ended) = read.recv().map_err(|_| StreamError::Lost)?;
    ended.map_err(StreamError::Reading)?;
    if fetched == dealt { Ok(counts) } else { Err(StreamError::Lost) }
}

/// Deals batches of lines to the workers in turn, until the input ends or a worker is gone. How many were dealt, and how
/// the reading ended.
fn deal(input: impl Read, workers: &[SyncSender<Batch>]) -> (u64, io::Result<()>) {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut dealt = 0;
    for worker in workers.iter().cycle() {
        match next_batch(&mut input) {
            Err(error) => return (dealt, Err(error)),
            Ok(batch) if batch.is_empty() => break,
            Ok(batch) => {
                dealt += 1;
                if worker.send(batch).is_err() {
                    break;
                }
            }
        }
    }
    (dealt, Ok(()))
}

/// Fetches the answers from the workers in the same turn and writes them. How many lines, and how many batches.
///
/// The queues are dropped at the end, so that nobody waits to put anything more into them.
fn collect(
    workers: Vec<Receiver<Answers>>,
    out: &mut impl Write,
    progress: &mut impl FnMut(Counts),
) -> io::Result<(Counts, u64)> {
    let (mut counts, mut fetched) = (Counts::default(), 0);
    for worker in workers.iter().cycle() {
        // The first worker without another batch stands where the input ended.
        let Ok(answers) = worker.recv() else { break };
        fetched += 1;
        for Answer { text, refused } in answers {
            out.write_all(text.as_bytes())?;
            out.write_all(b"\n")?;
            counts.lines += 1;
            counts.refused += u64::from(refused);
        }
        out.flush()?;
        progress(counts);
    }
    drop(workers);
    Ok((counts, fetched))
}

/// The next lines: at least one unless the input has ended, and no more than can be had without waiting.
fn next_batch(input: &mut BufReader<impl Read>) -> io::Result<Batch> {
    let (mut batch, mut bytes) = (Batch::new(), 0);
    while let Some(line) = next_line(input)? {
        bytes += line.len();
        batch.push(line);
        if batch.len() == LINES || bytes >= BYTES || input.buffer().is_empty() {
            break;
        }
    }
    Ok(batch)
}

/// The next line without its end, cut beyond [`LONGEST`] bytes; `None` at the end of the input.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let mut started = false;
    loop {
        let held = match input.fill_buf() {
            Ok(held) => held,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if held.is_empty() {
            return Ok(started.then_some(line));
        }
        started = true;
        let end = held.iter().position(|&byte| byte == b'\n');
        let part = &held[..end.unwrap_or(held.len())];
        line.extend_from_slice(&part[..part.len().min(LONGEST - line.len())]);
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            return Ok(Some(line));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<Vec<u8>> {
        let mut input = BufReader::with_capacity(3, text);
        std::iter::from_fn(|| next_line(&mut input).unwrap()).collect()
    }

    fn numbered(lines: usize) -> String {
        (0..lines).fold(String::new(), |text, n| text + &n.to_string() + "\n")
    }

    #[test]
    fn an_empty_line_counts_and_a_final_line_break_does_not_start_one() {
        assert_eq!(lines(b""), Vec::<Vec<u8>>::new());
        assert_eq!(lines(b"a\n"), [b"a"]);
        assert_eq!(lines(b"a\n\nbcde"), [b"a".to_vec(), b"".to_vec(), b"bcde".to_vec()]);
        assert_eq!(lines(b"\n"), [b""]);
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let long = vec![b'x'; LONGEST * 2];
        let found = lines(&[&long[..], b"\nnext"].concat());
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [LONGEST, 4]);
    }

    #[test]
    fn answers_come_in_the_order_of_the_lines() {
        let input = numbered(10_000);
        let expected = input.clone();
        let mut out = Vec::new();
        let echo = |line: Vec<u8>| {
            let text = String::from_utf8(line).unwrap();
            // Some lines take longer, so that answers would come out of order if nothing held them.
            if text.ends_with("00") {
                thread::sleep(std::time::Duration::from_millis(1));
            }
            Answer { refused: text.ends_with('7'), text }
        };
        let counts = answer_lines(io::Cursor::new(input), &mut out, echo, |_| {}).unwrap();
        assert_eq!(counts, Counts { lines: 10_000, refused: 1_000 });
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn a_closed_output_ends_it_while_the_input_still_waits() {
        struct Endless;
        impl Read for Endless {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                buffer.fill(b'\n');
                Ok(buffer.len())
            }
        }
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let echo = |_: Vec<u8>| Answer { text: String::new(), refused: false };
        let ended = answer_lines(Endless, &mut Closed, echo, |_| {});
        assert!(matches!(ended, Err(StreamError::Writing(error)) if error.kind() == io::ErrorKind::BrokenPipe));
    }

    #[test]
    fn a_worker_that_gives_up_is_noticed() {
        let input = numbered(100_000);
        let fails = |line: Vec<u8>| {
            assert_ne!(line, b"777", "on purpose");
            Answer { text: String::new(), refused: false }
        };
        let ended = answer_lines(io::Cursor::new(input), &mut Vec::new(), fails, |_| {});
        assert!(matches!(ended, Err(StreamError::Lost)));
    }

    #[test]
    fn trouble_with_the_input_is_told_after_what_could_be_read() {
        struct Failing(bool);
        impl Read for Failing {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                if std::mem::replace(&mut self.0, true) {
                    return Err(io::ErrorKind::Other.into());
                }
                buffer[..2].copy_from_slice(b"a\n");
                Ok(2)
            }
        }
        let mut out = Vec::new();
        let echo = |line: Vec<u8>| Answer { text: String::from_utf8(line).unwrap(), refused: false };
        let ended = answer_lines(Failing(false), &mut out, echo, |_| {});
        assert!(matches!(ended, Err(StreamError::Reading(_))));
        assert_eq!(out, b"a\n");
    }
}
