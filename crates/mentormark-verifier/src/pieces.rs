//! What was read of a batch and is not judged yet, and how it is cut into pieces of whole lines.
//!
//! A piece is small however much arrives at once, because its answers are held until somebody reads them: a byte of lines can have
//! hundreds of bytes of answers.

use bytes::{Bytes, BytesMut};

use crate::limits::LONGEST_KEPT;

/// The most lines of one piece.
const MOST_LINES: usize = 256;

/// The most bytes of one piece, unless it is a single line.
const MOST_BYTES: usize = 64 << 10;

/// Bytes that arrived, in their order.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    bytes: BytesMut,
    // INVARIANT: at most `bytes.len()`; what stands before it are whole lines, and after it is the start of one.
    whole: usize,
}

impl Pieces {
    /// Adds what arrived. Of a line that is refused for its length, no more is kept than shows that.
    pub(crate) fn add(&mut self, data: &[u8]) {
        let first = data.iter().position(|&byte| byte == b'\n');
        let (line, others) = data.split_at(first.unwrap_or(data.len()));
        self.add_to_line(line);
        if let Some(last) = others.iter().rposition(|&byte| byte == b'\n') {
            let (lines, line) = others.split_at(last + 1);
            self.bytes.extend_from_slice(lines);
            self.whole = self.bytes.len();
            self.add_to_line(line);
        }
    }

    fn add_to_line(&mut self, data: &[u8]) {
        let room = LONGEST_KEPT.saturating_sub(self.bytes.len() - self.whole);
        self.bytes.extend_from_slice(&data[..data.len().min(room)]);
    }

    /// The next whole lines: as many as make a piece, or one that is longer.
    pub(crate) fn take_lines(&mut self) -> Option<Bytes> {
        let bytes = self.bytes[..self.whole].iter().enumerate();
        let mut ends = bytes.filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).take(MOST_LINES);
        let first = ends.next()?;
        let end = ends.take_while(|end| *end <= MOST_BYTES).last().unwrap_or(first);
        self.whole -= end;
        Some(self.bytes.split_to(end).freeze())
    }

    /// What is left when no more arrives and [`Pieces::take_lines`] has given every whole line: a line without an end.
    pub(crate) fn take_rest(&mut self) -> Option<Bytes> {
        let rest = self.bytes.split().freeze();
        self.whole = 0;
        Some(rest).filter(|rest| !rest.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces of what arrives in such parts.
    fn cut(data: &[u8], at_once: usize) -> Vec<Bytes> {
        let (mut pieces, mut cut) = (Pieces::default(), Vec::new());
        for part in data.chunks(at_once) {
            pieces.add(part);
            cut.extend(std::iter::from_fn(|| pieces.take_lines()));
        }
        cut.extend(pieces.take_rest());
        assert_eq!((pieces.take_lines(), pieces.take_rest()), (None, None));
        cut
    }

    #[test]
    fn a_piece_is_whole_lines_and_small() {
        let line_breaks = cut(&[b'\n'; 1_000], 1_000);
        assert_eq!(line_breaks.iter().map(Bytes::len).collect::<Vec<_>>(), [256, 256, 256, 232]);
        let line = [vec![b'x'; 30 << 10], vec![b'\n']].concat();
        let pieces = cut(&line.repeat(5), 1 << 20);
        assert_eq!(pieces.iter().map(|piece| piece.len() / line.len()).collect::<Vec<_>>(), [2, 2, 1]);
        let long = [&vec![b'x'; 100 << 10][..], b"\na\nb"].concat();
        assert_eq!(cut(&long, 1 << 20), [&long[..=(100 << 10)], b"a\n", b"b"]);
    }

    #[test]
    fn nothing_is_lost_wherever_it_is_cut() {
        let text = b"one\n\ntwo\nthree\n\n\nfour";
        for at_once in 1..=text.len() {
            assert_eq!(cut(text, at_once).concat(), text, "{at_once}");
        }
        assert_eq!(cut(b"", 1), [""; 0]);
    }

    #[test]
    fn of_a_line_that_is_too_long_only_its_start_is_kept() {
        let mut pieces = Pieces::default();
        for _ in 0..100 {
            pieces.add(&vec![b'x'; 64 << 10]);
            assert!(pieces.bytes.len() <= LONGEST_KEPT && pieces.take_lines().is_none());
        }
        pieces.add(b"\na\n");
        assert_eq!(pieces.take_lines().unwrap().len(), LONGEST_KEPT + 1);
        assert_eq!(pieces.take_lines().unwrap(), "a\n");
    }
}
