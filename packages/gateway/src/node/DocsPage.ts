/**
 * The readable page of the API at `/docs`.
 *
 * Nothing of it comes from elsewhere: many shops' networks let nothing else through. It is three megabytes of script, so it stands here and
 * not among the routes that a page of ours may bundle.
 */
import * as HttpApiScalar from "effect/http-api/HttpApiScalar"
import { GatewayApi } from "../api/GatewayApi.ts"

/** What the page offers of its maker's own services, to which an integrator's tokens have no business going. */
const WITHOUT_OFFERS = ".api-reference-toolbar, .open-api-client-button { display: none !important }"

export const layer = HttpApiScalar.layer(GatewayApi, {
  scalar: { withDefaultFonts: false, customCss: WITHOUT_OFFERS },
})
