//! The tray icon as a panel sees it, over the bus.

use zbus::{Connection, proxy, proxy::CacheProperties, zvariant::OwnedValue};

use crate::eventually::{eventually, until};

/// Kimo's item in the tray.
pub(crate) struct Item {
    item: StatusNotifierItemProxy<'static>,
    menu: MenuProxy<'static>,
}

impl Item {
    /// Waits for the item to appear on the bus.
    pub(crate) async fn find(connection: &Connection, pid: u32) -> Self {
        let bus = zbus::fdo::DBusProxy::new(connection)
            .await
            .expect("the bus");
        let prefix = format!("org.kde.StatusNotifierItem-{pid}-");
        let name = eventually("a tray item on the bus", async || {
            let names = bus.list_names().await.expect("the bus answers");
            names
                .into_iter()
                .map(|name| name.to_string())
                .find(|name| name.starts_with(&prefix))
        })
        .await;
        let item = StatusNotifierItemProxy::builder(connection)
            .destination(name.clone())
            .expect("a bus name")
            .cache_properties(CacheProperties::No)
            .build()
            .await
            .expect("the item");
        let menu = MenuProxy::builder(connection)
            .destination(name)
            .expect("a bus name")
            .build()
            .await
            .expect("the menu");
        Self { item, menu }
    }

    /// A left click.
    pub(crate) async fn click(&self) {
        self.item.activate(0, 0).await.expect("it takes clicks");
    }

    pub(crate) async fn tooltip(&self) -> String {
        let (_, _, title, _) = self.item.tool_tip().await.expect("it has a tooltip");
        title
    }

    /// Waits until the text over the icon is this.
    pub(crate) async fn until_tooltip(&self, text: &str) {
        let mut seen = String::new();
        until(&format!("a tooltip {text:?}"), async || {
            seen = self.tooltip().await;
            seen == text
        })
        .await;
    }

    /// The picture in 22 pixels, alpha first.
    pub(crate) async fn picture(&self) -> Vec<u8> {
        let pictures = self.item.icon_pixmap().await.expect("it has pictures");
        let small = pictures.into_iter().find(|(width, ..)| *width == 22);
        small.expect("there is one of that size").2
    }

    /// The labels of the menu from the top; lines between groups are `—`.
    pub(crate) async fn menu(&self) -> Vec<String> {
        self.items()
            .await
            .into_iter()
            .map(|(_, label)| label)
            .collect()
    }

    /// Chooses the line with this label. A menu that has changed since it was read knows the line
    /// by another id: it is read again, as a panel does.
    pub(crate) async fn choose(&self, label: &str) {
        until(&format!("a menu line {label:?} is chosen"), async || {
            let line = self.items().await.into_iter().find(|(_, it)| it == label);
            let Some((id, _)) = line else { return false };
            let nothing = OwnedValue::from(0_i32);
            match self.menu.event(id, "clicked", &nothing, 0).await {
                Ok(()) => true,
                Err(zbus::Error::MethodError(name, ..))
                    if name == "org.freedesktop.DBus.Error.InvalidArgs" =>
                {
                    false
                }
                Err(error) => panic!("it cannot be chosen: {error}"),
            }
        })
        .await;
    }

    async fn items(&self) -> Vec<(i32, String)> {
        const ALL_LEVELS: i32 = -1;
        let (_, root) = self
            .menu
            .get_layout(0, ALL_LEVELS, &[])
            .await
            .expect("it has a menu");
        let mut items = Vec::new();
        collect(&root.2, &mut items);
        items
    }
}

/// What is drawn in 22 pixels at a place of the strip (see `icons/draw.mjs`), alpha first.
pub(crate) fn drawn(place: usize) -> Vec<u8> {
    const STRIP: &[u8] = include_bytes!("../../src-tauri/icons/tray-22.png");
    const PIXEL: usize = 4;
    let mut reader = png::Decoder::new(std::io::Cursor::new(STRIP))
        .read_info()
        .expect("a picture");
    let mut strip = vec![0; reader.output_buffer_size().expect("not too large")];
    let info = reader.next_frame(&mut strip).expect("a picture");
    let side = info.height as usize * PIXEL;
    let rows = strip.chunks_exact(info.width as usize * PIXEL);
    let mut picture: Vec<u8> = rows
        .flat_map(|row| &row[place * side..(place + 1) * side])
        .copied()
        .collect();
    picture
        .chunks_exact_mut(PIXEL)
        .for_each(|pixel| pixel.rotate_right(1));
    picture
}

fn collect(children: &[OwnedValue], into: &mut Vec<(i32, String)>) {
    for child in children {
        let node: Node = child
            .try_clone()
            .and_then(TryInto::try_into)
            .expect("a menu is made of items");
        let text = |key| {
            let value = node.1.get(key)?;
            <&str>::try_from(value).ok().map(str::to_owned)
        };
        let label = if text("type").as_deref() == Some("separator") {
            "—".to_owned()
        } else {
            text("label").unwrap_or_default()
        };
        into.push((node.0, label));
        collect(&node.2, into);
    }
}

type Node = (
    i32,
    std::collections::HashMap<String, OwnedValue>,
    Vec<OwnedValue>,
);

#[proxy(
    interface = "org.kde.StatusNotifierItem",
    default_path = "/StatusNotifierItem",
    gen_blocking = false
)]
trait StatusNotifierItem {
    fn activate(&self, x: i32, y: i32) -> zbus::Result<()>;

    #[zbus(property)]
    fn tool_tip(&self) -> zbus::Result<(String, Vec<(i32, i32, Vec<u8>)>, String, String)>;

    #[zbus(property)]
    fn icon_pixmap(&self) -> zbus::Result<Vec<(i32, i32, Vec<u8>)>>;
}

#[proxy(
    interface = "com.canonical.dbusmenu",
    default_path = "/MenuBar",
    gen_blocking = false
)]
trait Menu {
    fn get_layout(&self, parent: i32, depth: i32, properties: &[&str])
    -> zbus::Result<(u32, Node)>;

    fn event(&self, id: i32, event: &str, data: &OwnedValue, timestamp: u32) -> zbus::Result<()>;
}
