package io.spillway.waterfall.cascade;

import io.spillway.waterfall.layer.LayerName;

/**
 * What a payer other than the defaulter paid for one defaulter in one run of the waterfall: its payment split over the
 * round's defaulters by the loss each had when the layer began (rule 5.16). UNFUNDED is kept too, by the house.
 *
 * @param layerNo place of the layer in the waterfall, from 1
 * @param payer index of the member or account, 0 for a shared pot and for UNFUNDED
 * @param amount base minor units, positive
 */
public record Coverage(int layerNo, LayerName layer, int payer, int defaulter, long amount) {
}
