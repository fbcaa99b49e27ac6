//! How many of something one client has at once: connections, batches.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::rate::Client;

/// A limit on what each client has at once, and how much that is.
#[derive(Clone, Debug)]
pub(crate) struct Share {
    most: usize,
    // INVARIANT: no client has 0.
    held: Arc<Mutex<HashMap<Client, usize>>>,
}

/// One of what a client has; given back when dropped.
#[derive(Debug)]
pub(crate) struct Held {
    share: Share,
    client: Client,
}

impl Share {
    /// At most so many for each client.
    pub(crate) fn new(most: usize) -> Self {
        Self { most, held: Arc::default() }
    }

    /// The limit.
    pub(crate) fn most(&self) -> usize {
        self.most
    }

    /// One more for a client, or nothing where it has as many as it may.
    pub(crate) fn take(&self, client: Client) -> Option<Held> {
        let mut all = self.lock();
        let held = all.get(&client).copied().unwrap_or(0);
        if held >= self.most {
            return None;
        }
        all.insert(client, held + 1);
        Some(Held { share: self.clone(), client })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Client, usize>> {
        // What is behind it is whole between any two statements.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Entry::Occupied(mut held) = self.share.lock().entry(self.client) {
            *held.get_mut() -= 1;
            if *held.get() == 0 {
                held.remove();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn each_client_has_its_own_and_gives_it_back() {
        let share = Share::new(2);
        let at = |last: u8| Client::At(IpAddr::from([192, 0, 2, last]));
        let first = share.take(at(1)).unwrap();
        let _second = share.take(at(1)).unwrap();
        assert!(share.take(at(1)).is_none());
        assert!(share.take(at(2)).is_some());
        drop(first);
        assert!(share.take(at(1)).is_some());
        assert_eq!(share.lock().len(), 1, "who has nothing is forgotten");
        assert!(Share::new(0).take(at(3)).is_none());
    }
}
