//! Days as a file for calendars: RFC 5545, an event of a whole day each.
//!
//! An event keeps its UID, so a calendar that is given the file again changes the event and adds none. Events take up no time.

use mentormark_rules::Date;

/// What a line may hold in octets before it is folded.
const LONGEST: usize = 75;

/// A day to note.
#[derive(Clone, Debug)]
pub(super) struct Event {
    /// What no other event has, and this one always.
    pub(super) uid: String,
    /// The day.
    pub(super) day: Date,
    /// What it is called.
    pub(super) title: String,
    /// What there is to know.
    pub(super) words: String,
    /// Where there is more.
    pub(super) address: String,
}

/// The calendar. `made` is when, `YYYYMMDDTHHMMSSZ`; `name` is what calendars call it.
pub(super) fn calendar(name: &str, made: &str, events: &[Event]) -> String {
    let mut file = String::new();
    for text in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mentormark//Action plan//EN", "CALSCALE:GREGORIAN"] {
        line(&mut file, text);
    }
    line(&mut file, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        let day = event.day.to_string().replace('-', "");
        line(&mut file, "BEGIN:VEVENT");
        line(&mut file, &format!("UID:{}@mentormark", event.uid));
        line(&mut file, &format!("DTSTAMP:{made}"));
        line(&mut file, &format!("DTSTART;VALUE=DATE:{day}"));
        line(&mut file, &format!("SUMMARY:{}", escaped(&event.title)));
        line(&mut file, &format!("DESCRIPTION:{}", escaped(&event.words)));
        line(&mut file, &format!("URL:{}", event.address));
        line(&mut file, "TRANSP:TRANSPARENT");
        line(&mut file, "END:VEVENT");
    }
    line(&mut file, "END:VCALENDAR");
    file
}

/// Adds a line, folded where it is longer than it may be; no letter is cut in two.
fn line(file: &mut String, text: &str) {
    let mut used = 0;
    for letter in text.chars() {
        if used + letter.len_utf8() > LONGEST {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(letter);
        used += letter.len_utf8();
    }
    file.push_str("\r\n");
}

/// Words as the value of a property: what parts values is marked, and there is no other control character.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => text.extend(['\\', letter]),
            '\n' => text.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped() {
        assert_eq!(escaped("a; b, c\\d\r\ne\u{7}"), "a\\; b\\, c\\\\d\\ne");
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        for words in ["x".repeat(200), "é".repeat(100), "a🙂".repeat(60), "y".repeat(75), "y".repeat(76)] {
            let mut file = String::new();
            line(&mut file, &words);
            let lines: Vec<&str> = file.strip_suffix("\r\n").unwrap().split("\r\n").collect();
            assert!(lines.iter().all(|line| line.len() <= LONGEST), "{lines:?}");
            assert!(lines.iter().skip(1).all(|line| line.starts_with(' ')), "{lines:?}");
            assert_eq!(file.replace("\r\n ", "").strip_suffix("\r\n"), Some(words.as_str()));
        }
    }

    #[test]
    fn an_event_is_a_whole_day_with_a_name_of_its_own() {
        let event = Event {
            uid: "1-aims".to_owned(),
            day: "2027-01-31".parse().unwrap(),
            title: "Write it, twice".to_owned(),
            words: String::new(),
            address: "https://example.org/#a".to_owned(),
        };
        let file = calendar("Plan", "20261121T120000Z", &[event]);
        let expected = "BEGIN:VEVENT\r\nUID:1-aims@mentormark\r\nDTSTAMP:20261121T120000Z\r\nDTSTART;VALUE=DATE:20270131\r\n\
                        SUMMARY:Write it\\, twice\r\nDESCRIPTION:\r\nURL:https://example.org/#a\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
        assert!(file.contains(expected), "{file}");
        assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.ends_with("END:VCALENDAR\r\n"));
    }
}
