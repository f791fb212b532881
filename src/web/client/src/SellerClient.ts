import type { ApiParts } from "./api/KefuApi.ts";
import { SellerApi } from "./api/SellerApi.ts";
import { KefuClient } from "./KefuClient.ts";

/** A client of a seller. A customer's page does without the calls that only sellers may make. */
export class SellerClient extends KefuClient {
    declare readonly api: SellerApi;

    protected override createApi(parts: ApiParts): SellerApi {
        return new SellerApi(parts);
    }
}
