//! A bare axum server that sends back what it gets: what this machine can do at most.

use std::{net::SocketAddr, process::Command, time::Duration};

use anyhow::Result;
use axum::{Router, body::Bytes, routing::post};

use crate::{
    http::Url,
    load::wait_until_it_answers,
    process::{Running, free_address},
};

/// Starts one in a process of its own.
pub(crate) fn start() -> Result<(Running, Url)> {
    let address = free_address()?;
    let echo = Running::start(
        Command::new(std::env::current_exe()?)
            .arg("echo")
            .arg(address.to_string()),
    )?;
    let url = Url {
        address,
        path: "/hooks/verimor/0123456789abcdef0123456789abcdef".to_owned(),
    };
    wait_until_it_answers(&url, Duration::from_secs(10))?;
    Ok((echo, url))
}

/// Is one, until killed.
pub(crate) fn serve(address: SocketAddr) -> Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(async {
            let listener = tokio::net::TcpListener::bind(address).await?;
            let echo =
                Router::new().route("/hooks/{pbx}/{token}", post(|body: Bytes| async { body }));
            axum::serve(listener, echo).await?;
            Ok(())
        })
}
