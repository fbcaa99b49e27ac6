//! Drills with the program itself: killed, starved of disk, told to stop, started twice, with its key file or its database gone.
//!
//! `MENTORMARK_KILLS` sets how often a server is killed; a soak asks for 200. `MENTORMARK_BATCH_MEGABYTES` sets how long a batch is; a soak asks
//! for 400.

#[cfg(target_os = "linux")]
mod batch;
mod disk;
mod encrypted;
mod instances;
mod keys;
mod kill;
mod operate;
mod stop;
mod stuck;
