//! From the listener into the history.

use kimo_history::{DeliverySource, Incoming, Writer};
use kimo_listener::{CannotKeep, Keep, ReadDelivery, Received};

/// Keeps what the listener receives. The history itself tells the desk when it no longer can.
#[derive(Clone)]
pub(super) struct IntoHistory(pub(super) Writer);

impl Keep for IntoHistory {
    fn keep(
        &self,
        received: Received,
    ) -> impl Future<Output = Result<(), CannotKeep>> + Send + 'static {
        keep(self.0.clone(), received)
    }
}

async fn keep(writer: Writer, received: Received) -> Result<(), CannotKeep> {
    let incoming = |delivery: ReadDelivery| Incoming {
        source: DeliverySource::Hook,
        hook: (*received.hook).clone(),
        content_type: received.content_type.clone(),
        body: delivery.body.into(),
        received_at: received.received_at,
        reading: delivery.reading,
    };
    let all = received.deliveries.into_iter().map(incoming).collect();
    match writer.keep_all(all).await {
        Ok(_) => Ok(()),
        Err(error) => {
            tracing::error!(%error, "a delivery could not be kept");
            Err(CannotKeep)
        }
    }
}
