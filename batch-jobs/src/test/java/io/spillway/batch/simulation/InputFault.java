package io.spillway.batch.simulation;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A way in which a day's files are wrong. Each must stop the day before it is marked, until the files are sound again. */
enum InputFault {
    LATE_MANIFEST {
        @Override
        boolean spoil(Spoiled day) {
            day.folder().remove(Folder.MANIFEST);
            return true;
        }
    },
    LATE_FILE {
        @Override
        boolean spoil(Spoiled day) {
            day.folder().remove(PRICES);
            return true;
        }
    },
    DUPLICATE_FILE {
        @Override
        boolean spoil(Spoiled day) {
            day.folder().overwrite("prices-1.csv", day.folder().bytes(PRICES));
            return true;
        }
    },
    TRUNCATED_FILE {
        @Override
        boolean spoil(Spoiled day) {
            byte[] bytes = day.folder().bytes(PRICES);
            day.folder().overwrite(PRICES, Arrays.copyOf(bytes, day.dice().between(0, bytes.length - 1)));
            return true;
        }
    },
    HEADER_ONLY {
        @Override
        boolean spoil(Spoiled day) {
            day.folder().change(PRICES, lines -> lines.subList(0, 1));
            return true;
        }
    },
    WRONG_DATE {
        @Override
        boolean spoil(Spoiled day) {
            LocalDate other = day.date().plusDays(day.dice().percent(50) ? 1 : -1);
            day.folder().manifest(manifest -> manifest.put("businessDate", other.toString()));
            return true;
        }
    },
    WRONG_HOUSE {
        @Override
        boolean spoil(Spoiled day) {
            day.folder().manifest(manifest -> manifest.put("house", "ANOTHER"));
            return true;
        }
    },
    MISSING_PRICE {
        @Override
        boolean spoil(Spoiled day) {
            return day.price(row -> null);
        }
    },
    OUTLIER_PRICE {
        @Override
        boolean spoil(Spoiled day) {
            return day.price(row -> scaled(row, new BigDecimal(100)));
        }
    },
    NEGATIVE_PRICE {
        @Override
        boolean spoil(Spoiled day) {
            return day.priceOf(id -> !day.house().contract(id).allowsNegative(),
                    row -> scaled(row, BigDecimal.ONE.negate()));
        }
    },
    PRICE_THAT_IS_NO_NUMBER {
        @Override
        boolean spoil(Spoiled day) {
            return day.price(row -> with(row, day.dice().pick(List.of("NaN", "1e2", "n/a", "12,5", ""))));
        }
    },
    PRICE_IN_ANOTHER_CURRENCY {
        @Override
        boolean spoil(Spoiled day) {
            return day.price(row -> row.contains(",EUR,") ? row.replace(",EUR,", ",USD,")
                    : row.replaceFirst(",(USD|JPY),", ",EUR,"));
        }
    },
    CONFLICTING_PRICE {
        @Override
        boolean spoil(Spoiled day) {
            day.folder().change(PRICES, lines -> {
                String row = lines.get(day.dice().between(1, day.house().contracts().size()));
                lines.add(scaled(row, new BigDecimal(2)).equals(row) ? with(row, "1") : scaled(row, new BigDecimal(2)));
                return lines;
            });
            return true;
        }
    },
    MISSING_RATE {
        @Override
        boolean spoil(Spoiled day) {
            String currency = day.heldCurrency();
            if (!currency.isEmpty()) {
                day.folder().change("fx.csv", lines -> {
                    lines.removeIf(line -> line.startsWith(currency));
                    return lines;
                });
            }
            return !currency.isEmpty();
        }
    },
    INVERTED_RATE {
        @Override
        boolean spoil(Spoiled day) {
            boolean spoils = !day.isFirst() && day.heldCurrency().equals("JPY");
            if (spoils) {
                day.folder().change("fx.csv", lines -> {
                    lines.replaceAll(line -> line.startsWith("JPY") ? "JPY,149.25" : line);
                    return lines;
                });
            }
            return spoils;
        }
    },
    MISSING_FUNDING_RATE {
        @Override
        boolean spoil(Spoiled day) {
            return day.priceOf(id -> day.house().contract(id).kind().product().equals("PERPETUAL"),
                    row -> row.substring(0, row.lastIndexOf(',') + 1));
        }
    },
    MISSING_UNDERLYING {
        @Override
        boolean spoil(Spoiled day) {
            List<String> settling = day.held().stream().filter(id -> day.house().contract(id).kind().isOption()
                    && day.date().equals(day.house().contract(id).kind().expiry())).sorted().toList();
            if (!settling.isEmpty()) {
                String underlying = day.house().contract(settling.get(0)).underlying();
                day.folder().change(PRICES, lines -> {
                    lines.removeIf(line -> line.startsWith(underlying + ","));
                    return lines;
                });
            }
            return !settling.isEmpty();
        }
    },
    UNKNOWN_ACCOUNT {
        @Override
        boolean spoil(Spoiled day) {
            return day.row("collateral.csv", row -> row.replaceFirst(",[^,]+,", ",NOBODY,"));
        }
    },
    UNBALANCED_MATCH {
        @Override
        boolean spoil(Spoiled day) {
            return day.row("trades.csv", row -> {
                String[] cells = row.split(",", -1);
                cells[4] = new BigDecimal(cells[4]).multiply(new BigDecimal(2)).toPlainString();
                // In time, or the match would be the next day's instead.
                cells[6] = day.date() + "T09:00:00Z";
                return String.join(",", cells);
            });
        }
    },
    POSITION_BREAK {
        @Override
        boolean spoil(Spoiled day) {
            return day.row("positions.csv", row -> {
                String[] cells = row.split(",", -1);
                cells[2] = new BigDecimal(cells[2]).multiply(new BigDecimal(3)).toPlainString();
                return String.join(",", cells);
            });
        }
    };

    private static final String PRICES = "prices.csv";
    private static final int PRICE_COLUMN = 2;

    /**
     * Spoils a day's folder.
     *
     * @return false where the day has nothing that could be wrong so; then nothing is changed
     */
    abstract boolean spoil(Spoiled day);

    private static String scaled(String row, BigDecimal factor) {
        return with(row, new BigDecimal(row.split(",", -1)[PRICE_COLUMN]).multiply(factor).toPlainString());
    }

    private static String with(String row, String price) {
        String[] cells = row.split(",", -1);
        cells[PRICE_COLUMN] = price.indexOf(',') < 0 ? price : '"' + price + '"';
        return String.join(",", cells);
    }

    /**
     * A day to spoil.
     *
     * @param held instruments that somebody holds
     */
    record Spoiled(Folder folder, House house, LocalDate date, Set<String> held, Dice dice) {

        boolean isFirst() {
            return date.equals(house.days().get(0));
        }

        /** A foreign currency that the day cannot do without; empty if there is none. */
        String heldCurrency() {
            return held.stream().map(id -> house.contract(id).currency()).filter(c -> !c.equals(House.BASE)).sorted()
                    .reduce((first, second) -> second).orElse("");
        }

        /** An option is settled on its last day at what its underlying says; its own price is not looked at (rule 3.2). */
        private boolean needsItsPrice(String id) {
            return !house.contract(id).kind().isOption() || !date.equals(house.contract(id).kind().expiry());
        }

        /** Changes the price row of an instrument that is held; null removes it. */
        boolean price(UnaryOperator<String> change) {
            return priceOf(id -> true, change);
        }

        boolean priceOf(Predicate<String> which, UnaryOperator<String> change) {
            List<String> candidates = held.stream().filter(which).filter(this::needsItsPrice)
                    .filter(id -> folder.lines(PRICES).stream().anyMatch(l -> l.startsWith(id + ",") && positive(l)))
                    .sorted().toList();
            if (candidates.isEmpty()) {
                return false;
            }
            String id = dice.pick(candidates);
            folder.change(PRICES, lines -> {
                List<String> changed = new ArrayList<>();
                for (String line : lines) {
                    String row = line.startsWith(id + ",") ? change.apply(line) : line;
                    if (row != null) {
                        changed.add(row);
                    }
                }
                return changed;
            });
            return true;
        }

        private static boolean positive(String row) {
            return new BigDecimal(row.split(",", -1)[PRICE_COLUMN]).signum() > 0;
        }

        /** Changes a row of a file, if the day has the file. */
        boolean row(String file, UnaryOperator<String> change) {
            if (!folder.has(file)) {
                return false;
            }
            folder.change(file, lines -> {
                int line = dice.between(1, lines.size() - 1);
                lines.set(line, change.apply(lines.get(line)));
                return lines;
            });
            return true;
        }
    }
}
