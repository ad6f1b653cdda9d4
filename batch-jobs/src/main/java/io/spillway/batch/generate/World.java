package io.spillway.batch.generate;

import java.time.LocalDate;
import java.util.List;

/**
 * The generated house before any day is run.
 *
 * @param days the business days to generate
 * @param history the business days before them that prices are given for
 */
record World(GeneratorSettings settings, List<LocalDate> days, List<LocalDate> history, House house,
        List<Contract> contracts, Market market, PositionBook book, DeskMarket deskMarket, Desks desks) {

    /** What the desks stand on. */
    record Parts(GeneratorSettings settings, House house, Market market) {
    }

    /** Five years, what a covariance and the windows of a stress test are taken from. */
    private static final int HISTORY_DAYS = 1_260;

    static World of(GeneratorSettings settings) {
        List<LocalDate> days = BusinessDays.from(settings.firstBusinessDate(), settings.days());
        List<LocalDate> history = BusinessDays.before(settings.firstBusinessDate(), HISTORY_DAYS);
        House house = new House(settings);
        List<Contract> contracts = ContractCatalogue.contracts(settings.instruments(), days.get(days.size() - 1));
        Market market = new Market(settings, contracts, HISTORY_DAYS);
        PositionBook book = new PositionBook(settings, house, contracts, market);
        DeskMarket deskMarket = new DeskMarket(settings, days, contracts, market);
        Desks desks = new Desks(new Parts(settings, house, market), deskMarket);
        return new World(settings, days, history, house, contracts, market, book, deskMarket, desks);
    }
}
