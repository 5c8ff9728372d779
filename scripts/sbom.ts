import { sbom } from "./supply-chain/sbom";

/** `npm run --silent sbom -- --omit=dev > sbom.cdx.json` */
sbom(process.argv.slice(2)).then((document) => console.log(JSON.stringify(document, null, 2)));
