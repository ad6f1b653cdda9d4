package io.spillway.batch.generate;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a generation wrote.
 *
 * @param directory holds reference/ and one folder a business date
 * @param businessDates the days in order
 * @param crashDate the crash day, if there is one
 * @param positions opening positions written
 * @param tradeRows rows of all trades.csv together, two for each match
 */
public record GeneratedMarket(Path directory, List<LocalDate> businessDates, Optional<LocalDate> crashDate,
        long positions, long tradeRows) {

    /** Copies the list. */
    public GeneratedMarket {
        businessDates = List.copyOf(businessDates);
    }
}
