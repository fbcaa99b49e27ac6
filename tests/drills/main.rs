//! Drills with the program itself: killed, starved of disk, told to stop, started twice.
//!
//! `MENTORMARK_KILLS` sets how often a server is killed; a soak asks for 200.

mod disk;
mod kill;
mod operate;
mod stop;
