package io.spillway.waterfall.cascade;

import java.math.BigDecimal;
import java.util.List;

/**
 * One round of the cascade. Lists hold indices of the book, ascending.
 *
 * @param closingPrices per instrument; null where nobody holds it and no price came
 * @param closed accounts whose last position closed in this round
 * @param halted accounts to be closed with positions left
 * @param defaulted members declared in this round
 * @param ported accounts that moved to their backup member
 * @param layers what the waterfall did, UNFUNDED last; empty where it did not run
 * @param edges contagion of this round
 * @param loss base minor units by which members' open losses rose in this round
 */
public record Round(int number, List<BigDecimal> closingPrices, List<Integer> closed, List<Integer> halted,
                    List<Integer> defaulted, List<Integer> ported, List<LayerResult> layers, List<Edge> edges,
                    long loss) {
}
