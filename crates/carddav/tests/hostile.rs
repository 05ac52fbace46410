//! Servers that answer wrongly, endlessly, or lead elsewhere: nothing of it comes in, and the
//! password goes nowhere.
#![allow(clippy::unwrap_used, reason = "a panic in a test is the report")]

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use kimo_carddav::{Address, CardDav, Fault, Listing};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

/// What a server answers to a method and path: a status, more headers, a body.
type Answer = (u16, String, String);

struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    with_password: Arc<AtomicUsize>,
}

impl Server {
    async fn start(answer: impl Fn(&str, &str) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let with_password = Arc::new(AtomicUsize::new(0));
        let (log, passwords, answer) = (asked.clone(), with_password.clone(), Arc::new(answer));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (log, passwords, answer) = (log.clone(), passwords.clone(), answer.clone());
                tokio::spawn(async move {
                    let mut stream = BufReader::new(stream);
                    let (mut line, mut length) = (String::new(), 0);
                    stream.read_line(&mut line).await.unwrap();
                    let mut words = line.split_whitespace().map(str::to_owned);
                    let method = words.next().unwrap_or_default();
                    let path = words.next().unwrap_or_default();
                    loop {
                        let mut header = String::new();
                        stream.read_line(&mut header).await.unwrap();
                        let header = header.to_ascii_lowercase();
                        if header.trim().is_empty() {
                            break;
                        }
                        if let Some(value) = header.strip_prefix("content-length:") {
                            length = value.trim().parse().unwrap();
                        }
                        if header.starts_with("authorization:") {
                            passwords.fetch_add(1, Ordering::Relaxed);
                        }
                    }
                    let mut body = vec![0; length];
                    stream.read_exact(&mut body).await.unwrap();
                    log.lock().unwrap().push(format!("{method} {path}"));
                    let (status, headers, body) = answer(&path, &String::from_utf8(body).unwrap());
                    let head = format!(
                        "HTTP/1.1 {status} X\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
                        body.len()
                    );
                    // Who has heard enough hangs up.
                    stream.write_all(head.as_bytes()).await.ok();
                    stream.write_all(body.as_bytes()).await.ok();
                });
            }
        });
        Self {
            address,
            asked,
            with_password,
        }
    }

    fn at(&self, path: &str) -> Address {
        Address::parse(&format!("{}{path}", self.address)).unwrap()
    }
}

fn user() -> CardDav {
    CardDav::new("ayse", "secret").unwrap()
}

fn multistatus(inside: &str) -> Answer {
    let body = format!(
        r#"<multistatus xmlns="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">{inside}</multistatus>"#
    );
    (207, String::new(), body)
}

fn response(href: &str, properties: &str) -> String {
    format!(
        "<response><href>{href}</href><propstat><prop>{properties}</prop><status>HTTP/1.1 200 OK</status></propstat></response>"
    )
}

const BOOK: &str = "<resourcetype><collection/><c:addressbook/></resourcetype>";

#[tokio::test]
async fn no_redirect_leads_elsewhere() {
    let other = Server::start(|_, _| multistatus("")).await;
    let elsewhere = other.address.clone();
    let server = Server::start(move |path, _| {
        let to = match path {
            "/round" => "/round".to_owned(),
            "/tls" => "https://127.0.0.1/".to_owned(),
            "/plain" => "http://contacts.example.com/".to_owned(),
            _ => elsewhere.clone(),
        };
        (301, format!("location: {to}\r\n"), String::new())
    })
    .await;
    for (path, code) in [
        ("", "elsewhere"),
        ("dav/", "elsewhere"),
        ("tls", "elsewhere"),
        ("plain", "not-https"),
        ("round", "not-carddav"),
    ] {
        let refused = user().listing(&server.at(path), None).await.unwrap_err();
        assert_eq!(refused.code(), code, "{path}");
    }
    let refused = user().find_books(&server.at("")).await.unwrap_err();
    assert_eq!(refused.code(), "elsewhere");
    assert_eq!(other.with_password.load(Ordering::Relaxed), 0);
    assert!(other.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn no_address_in_an_answer_leads_elsewhere() {
    let other = Server::start(|_, _| multistatus("")).await;
    for (principal, home, code) in [
        (other.address.as_str(), "/home/", "elsewhere"),
        ("/me/", other.address.as_str(), "elsewhere"),
        ("/me/", "http://contacts.example.com/", "not-https"),
    ] {
        let (principal, home) = (principal.to_owned(), home.to_owned());
        let server = Server::start(move |path, _| match path {
            "/me/" => multistatus(&response(
                "/me/",
                &format!("<c:addressbook-home-set><href>{home}</href></c:addressbook-home-set>"),
            )),
            _ => multistatus(&response(
                "/",
                &format!(
                    "<current-user-principal><href>{principal}</href></current-user-principal>"
                ),
            )),
        })
        .await;
        let refused = user().find_books(&server.at("")).await.unwrap_err();
        assert_eq!(refused.code(), code, "{refused}");
    }
    assert!(other.asked.lock().unwrap().is_empty());
    // Cards and books of others are passed over, and never asked for.
    let elsewhere = other.address.clone();
    let server = Server::start(move |_, body| {
        let book = response("/book/", BOOK);
        match body.contains("getetag") {
            false => multistatus(&book),
            true => multistatus(&format!(
                "{book}{}{}{}",
                response("/book/1.vcf", "<getetag>1</getetag>"),
                response("/other/2.vcf", "<getetag>2</getetag>"),
                response(&format!("{elsewhere}book/3.vcf"), "<getetag>3</getetag>"),
            )),
        }
    })
    .await;
    let listing = user().listing(&server.at("book/"), None).await.unwrap();
    let Listing::All { cards, marker } = listing else {
        panic!("{listing:?}")
    };
    assert_eq!(cards.into_keys().collect::<Vec<_>>(), ["/book/1.vcf"]);
    assert_eq!(marker, None);
    assert!(other.asked.lock().unwrap().is_empty());
}

#[tokio::test]
async fn what_is_too_much_or_no_answer_is_refused() {
    let many = |cards: usize| {
        let cards = (0..cards).map(|n| response(&format!("/book/{n}"), "<getetag>1</getetag>"));
        cards.collect::<String>()
    };
    let huge = "x".repeat(33 << 20);
    let endless = many(60_000);
    let server = Server::start(move |path, body| match path {
        "/wrong" => (401, String::new(), String::new()),
        "/gone" => (404, String::new(), String::new()),
        "/trouble" => (503, String::new(), String::new()),
        "/web" => (200, String::new(), "<html>Welcome</html>".to_owned()),
        "/html" => (207, String::new(), "<html>Welcome</html>".to_owned()),
        "/bomb" => (
            207,
            String::new(),
            r#"<!DOCTYPE m [<!ENTITY a "b">]><multistatus xmlns="DAV:">&a;</multistatus>"#
                .to_owned(),
        ),
        "/huge" => (207, String::new(), huge.clone()),
        "/no-book/" => multistatus(&response(
            "/no-book/",
            "<resourcetype><collection/></resourcetype>",
        )),
        _ if body.contains("getetag") => multistatus(&endless),
        _ => multistatus(&response("/book/", BOOK)),
    })
    .await;
    for (path, code) in [
        ("wrong", "wrong-password"),
        ("gone", "no-book"),
        ("trouble", "refused"),
        ("web", "not-carddav"),
        ("html", "not-carddav"),
        ("bomb", "not-carddav"),
        ("huge", "too-much"),
        ("no-book/", "no-book"),
        ("book/", "too-much"),
    ] {
        let refused = user().listing(&server.at(path), None).await.unwrap_err();
        assert_eq!(refused.code(), code, "{path}: {refused}");
        assert!(!format!("{refused:?} {refused}").contains("secret"));
    }
}

/// Where many portraits make an answer too large, fewer cards are asked for at once; one that alone
/// is larger than any card does not come, and keeps none of the others from coming.
#[tokio::test]
async fn cards_with_large_portraits_come_a_few_at_once() {
    let portrait = "x".repeat(2 << 20);
    let server = Server::start(move |_, body| {
        let paths = body.split("<d:href>").skip(1);
        let cards = paths.filter_map(|rest| {
            let path = rest.split('<').next()?;
            let size = if path.contains("huge") { 17 } else { 1 };
            let card = format!(
                "<getetag>1</getetag><c:address-data>{}</c:address-data>",
                portrait.repeat(size)
            );
            Some(response(path, &card))
        });
        multistatus(&cards.collect::<String>())
    })
    .await;
    let mut paths: Vec<_> = (0..30).map(|n| format!("/book/{n}.vcf")).collect();
    paths.insert(7, "/book/huge.vcf".to_owned());
    let cards = user().cards(&server.at("book/"), &paths).await.unwrap();
    assert_eq!(
        cards.iter().map(|card| &card.path).collect::<Vec<_>>(),
        paths.iter().collect::<Vec<_>>()
    );
    let without: Vec<_> = cards.iter().filter(|card| card.content.is_none()).collect();
    assert_eq!(without.len(), 1);
    assert_eq!(without[0].path, "/book/huge.vcf");
    assert!(without[0].is_too_large);
}

#[tokio::test]
async fn nobody_there_and_no_tls_are_told_apart() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = gone.local_addr().unwrap();
    drop(gone);
    let nobody = Address::parse(&format!("http://{address}/")).unwrap();
    let refused = user().find_books(&nobody).await.unwrap_err();
    assert!(matches!(refused, Fault::Unreachable { .. }), "{refused}");
    // Whoever speaks plainly where TLS is expected has no certificate.
    let plain = Server::start(|_, _| multistatus("")).await;
    let tls = Address::parse(&plain.address.replace("http:", "https:")).unwrap();
    let refused = user().find_books(&tls).await.unwrap_err();
    assert!(matches!(refused, Fault::Certificate { .. }), "{refused}");
}

/// A sync token that the server does not know any more has everything listed.
#[tokio::test]
async fn a_forgotten_token_has_everything_listed() {
    for (status, answer) in [
        (403, ""),
        (409, ""),
        (207, r#"<multistatus xmlns="DAV:"/>"#),
    ] {
        let server = Server::start(move |_, body| {
            if body.contains("sync-collection") {
                return (status, String::new(), answer.to_owned());
            }
            let state = format!("{BOOK}<sync-token>new</sync-token>");
            match body.contains("getetag") {
                true => multistatus(&response("/book/1.vcf", "<getetag>1</getetag>")),
                false => multistatus(&response("/book/", &state)),
            }
        })
        .await;
        let book = server.at("book/");
        let listing = user().listing(&book, Some("sync:old")).await.unwrap();
        let Listing::All { cards, marker } = listing else {
            panic!("{listing:?}")
        };
        assert_eq!((cards.len(), marker.as_deref()), (1, Some("sync:new")));
        let again = user().listing(&book, Some("sync:new")).await.unwrap();
        assert_eq!(again, Listing::Unchanged);
    }
}

/// Changes that come in several parts (507) are put together.
#[tokio::test]
async fn changes_in_parts_are_put_together() {
    let server = Server::start(|_, body| {
        let cut = "<response><href>/book/</href><status>HTTP/1.1 507 X</status></response>";
        let gone = "<response><href>/book/1.vcf</href><status>HTTP/1.1 404 X</status></response>";
        let card = |n| response(&format!("/book/{n}.vcf"), "<getetag>1</getetag>");
        match (body.contains("sync-collection"), body.contains(">t1<")) {
            (false, _) => multistatus(&response(
                "/book/",
                &format!("{BOOK}<sync-token>t3</sync-token>"),
            )),
            (true, true) => multistatus(&format!(
                "{}{}{cut}<sync-token>t2</sync-token>",
                card(1),
                card(2)
            )),
            (true, false) => multistatus(&format!("{gone}{}<sync-token>t3</sync-token>", card(3))),
        }
    })
    .await;
    let listing = user()
        .listing(&server.at("book/"), Some("sync:t1"))
        .await
        .unwrap();
    let Listing::Since {
        changed,
        gone,
        marker,
    } = listing
    else {
        panic!("{listing:?}")
    };
    assert_eq!(
        changed.into_keys().collect::<Vec<_>>(),
        ["/book/2.vcf", "/book/3.vcf"]
    );
    assert_eq!(gone, ["/book/1.vcf"]);
    assert_eq!(marker.as_deref(), Some("sync:t3"));
}
