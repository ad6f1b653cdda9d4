package io.spillway.batch.generate;

import java.util.Optional;

/**
 * An account of the derivatives desks: a client account of a sound member, beside the accounts of the futures market.
 *
 * @param lots opening position in each desk contract
 * @param ringFence the product group that it is fenced for
 * @param cash opening cash, base minor units
 * @param bonds opening units of each bond
 */
record DeskAccount(String id, int member, long[] lots, Optional<String> ringFence, long cash, long[] bonds) {
}
