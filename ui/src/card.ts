// The call card: a page of its own, which brings no more than it needs to be there at once.

import "./app.css";

import { mount } from "svelte";

import { connect } from "./host/connect";
import Page from "./pages/card/Page.svelte";

const target = document.getElementById("kimo");
if (target) mount(Page, { target, props: { host: await connect() } });
