import { VenueScene } from "./ccxt/venue-scene.ts";
import { conformance, conformanceOfMachines } from "./conformance.ts";
import { PaperScene } from "./paper/paper-scene.ts";

const onPaper = async () => new PaperScene();
const streaming = () => VenueScene.open();
const asking = () => VenueScene.open({ streaming: false, askEvery: 100 });

conformance("the paper exchange", onPaper);
conformance("a venue that speaks Binance's protocol, through ccxt", streaming);
conformance("the same without streams", asking);

conformanceOfMachines("the paper exchange", onPaper);
conformanceOfMachines("the venue, through ccxt", streaming);
