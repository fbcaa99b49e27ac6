//! The threads that judge, one a core, so that the threads that serve never wait for a calculation.
//!
//! Each has plans of its own: cores that count references to the same ids would wait for each other. How much can wait here is
//! bounded by the limits on requests and batches, each of which has a bounded number of tasks at once.

use std::{
    collections::VecDeque,
    io, panic,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

use tokio::sync::oneshot;

use crate::judge::Judge;

type Task = Box<dyn FnOnce(&mut Judge) + Send>;

/// The threads that judge; they end when this is dropped, after what was given to them before.
#[derive(Clone)]
pub(crate) struct Pool {
    queue: Arc<Queue>,
    /// Counts those who can still give tasks.
    _open: Arc<Open>,
}

/// A task could not be finished: it panicked, which is a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lost;

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Default)]
struct Waiting {
    tasks: VecDeque<Task>,
    closed: bool,
}

struct Open(Arc<Queue>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.lock().closed = true;
        self.0.changed.notify_all();
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // Tasks run outside the lock, so nothing can be half done in it.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Task> {
        let mut waiting = self.lock();
        loop {
            if let Some(task) = waiting.tasks.pop_front() {
                return Some(task);
            }
            if waiting.closed {
                return None;
            }
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Pool {
    /// As many threads as the machine has cores.
    ///
    /// # Errors
    /// A system that gives no threads.
    pub(crate) fn new() -> io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let pool = Self { queue: Arc::clone(&queue), _open: Arc::new(Open(Arc::clone(&queue))) };
        for number in 0..Self::threads() {
            let queue = Arc::clone(&queue);
            thread::Builder::new().name(format!("judge-{number}")).spawn(move || work(&queue))?;
        }
        Ok(pool)
    }

    /// How many threads it has.
    pub(crate) fn threads() -> usize {
        thread::available_parallelism().map_or(1, usize::from)
    }

    /// How many tasks wait for a thread.
    pub(crate) fn waiting(&self) -> usize {
        self.queue.lock().tasks.len()
    }

    /// Has a thread do something. What comes back is there even if nobody waits for it.
    ///
    /// # Errors
    /// [`Lost`] where it panics.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Judge) -> T + Send + 'static,
    ) -> impl Future<Output = Result<T, Lost>> + Send + 'static {
        let (reply, done) = oneshot::channel();
        let task = move |judge: &mut Judge| drop(reply.send(work(judge)));
        self.queue.lock().tasks.push_back(Box::new(task));
        self.queue.changed.notify_one();
        async move { done.await.map_err(|_| Lost) }
    }
}

fn work(queue: &Queue) {
    let mut judge = Judge::default();
    while let Some(task) = queue.next() {
        if panic::catch_unwind(panic::AssertUnwindSafe(|| task(&mut judge))).is_err() {
            tracing::error!("a task of a judging thread panicked");
            // Whatever it was doing with its plans, the next task gets new ones.
            judge = Judge::default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn tasks_are_done_and_one_that_panics_takes_no_other_with_it() {
        let pool = Pool::new().unwrap();
        let lost = pool.run(|_| -> u8 { panic!("on purpose") }).await;
        assert_eq!(lost, Err(Lost));
        for number in 0..Pool::threads() * 4 {
            assert_eq!(pool.run(move |_| number).await, Ok(number));
        }
    }

    #[tokio::test]
    async fn what_was_given_before_the_end_is_done() {
        let pool = Pool::new().unwrap();
        let given: Vec<_> = (0..100).map(|number| pool.run(move |_| number)).collect();
        drop(pool);
        for (number, done) in given.into_iter().enumerate() {
            assert_eq!(done.await, Ok(number));
        }
    }
}
