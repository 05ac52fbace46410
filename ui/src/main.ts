import "./app.css";

import { mount } from "svelte";

import App from "./App.svelte";
import { connect } from "./host/connect";

const target = document.getElementById("kimo");
if (target) mount(App, { target, props: { host: await connect() } });
