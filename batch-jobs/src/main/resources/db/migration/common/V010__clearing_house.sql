-- The clearing house: cycles, reference data by version, inputs as read, results of each cycle.
-- Rows are only added. Amounts are minor units of the currency named, or of the base currency; positions are lots.

create table clearing_cycle (
    cycle_id        bigint       not null primary key,
    business_date   date         not null,
    cycle_no        int          not null,
    status          varchar(16)  not null,
    supersedes      bigint,
    previous_cycle  bigint,
    opened_at       timestamp    not null,
    closed_at       timestamp,
    house           varchar(200) not null,
    base_currency   varchar(8)   not null,
    base_scale      int          not null,
    settings        text         not null,
    inputs_path     varchar(1000) not null,
    format_version  int          not null,
    rules_version   int          not null,
    previous_digest varchar(64)  not null,
    digest          varchar(64),
    unfunded        bigint,
    last_default    date,
    constraint uk_clearing_cycle unique (business_date, cycle_no)
);

-- reference data, a version per cycle that brought it

create table member_reference (
    member_id varchar(64)  not null,
    cycle_id  bigint       not null,
    lei       varchar(40)  not null,
    name      varchar(400) not null,
    group_id  varchar(64)  not null,
    opening_capital      bigint not null,
    opening_contribution bigint not null,
    primary key (member_id, cycle_id)
);

-- an account has one row per cycle that brought it, under one key
create table account_reference (
    account_key      int         not null,
    cycle_id         bigint      not null,
    account_id       varchar(64) not null,
    kind             varchar(24) not null,
    backup_member_id varchar(64),
    primary key (account_key, cycle_id),
    constraint uk_account_reference unique (account_id, cycle_id)
);

-- ported 0: as the reference files opened it; 1: moved by that cycle's cascade, so in force from the next cycle on
create table account_owner (
    account_key int         not null,
    cycle_id    bigint      not null,
    ported      int         not null default 0,
    member_id   varchar(64) not null,
    primary key (account_key, cycle_id, ported)
);

create table instrument_reference (
    instrument_key    int           not null,
    cycle_id          bigint        not null,
    instrument_id     varchar(64)   not null,
    product           varchar(16)   not null,
    underlying        varchar(64)   not null,
    currency          varchar(8)    not null,
    multiplier        numeric(38, 12) not null,
    tick              numeric(38, 12),
    lot               numeric(38, 12) not null,
    expiry            date,
    maintenance_rate  numeric(38, 12) not null,
    reference_price   numeric(38, 12),
    impact            varchar(16)   not null,
    depth             numeric(38, 12),
    adv               numeric(38, 12),
    sigma             numeric(38, 12),
    impact_y          numeric(38, 12) not null,
    price_limit       numeric(38, 12),
    negative_prices   varchar(8)    not null,
    primary key (instrument_key, cycle_id)
);

create table asset_reference (
    asset_id            varchar(64)     not null,
    cycle_id            bigint          not null,
    type                varchar(16)     not null,
    issuer_member_id    varchar(64),
    currency            varchar(8)      not null,
    haircut             numeric(38, 12) not null,
    concentration_limit numeric(38, 12),
    primary key (asset_id, cycle_id)
);

create table holiday (
    cycle_id     bigint       not null,
    holiday_date date         not null,
    name         varchar(200) not null,
    primary key (cycle_id, holiday_date)
);

-- prices from before the first day, of instruments and of underlyings
create table settlement_history (
    cycle_id         bigint          not null,
    instrument_id    varchar(64)     not null,
    business_date    date            not null,
    settlement_price numeric(38, 12) not null,
    primary key (cycle_id, instrument_id, business_date)
);

-- the shared layers as the house began
create table opening_layer (
    cycle_id bigint      not null,
    layer    varchar(32) not null,
    amount   bigint      not null,
    primary key (cycle_id, layer)
);

-- inputs as read, by line

create table input_file (
    cycle_id      bigint       not null,
    name          varchar(100) not null,
    stated_rows   bigint       not null,
    read_rows     bigint       not null,
    rejected_rows bigint       not null,
    sha256        varchar(64)  not null,
    primary key (cycle_id, name)
);

create table input_price (
    cycle_id         bigint          not null,
    line_no          bigint          not null,
    instrument_id    varchar(64)     not null,
    currency         varchar(8)      not null,
    settlement_price numeric(38, 12) not null,
    primary key (cycle_id, line_no)
);

create table input_fx (
    cycle_id     bigint          not null,
    line_no      bigint          not null,
    currency     varchar(8)      not null,
    rate_to_base numeric(38, 18) not null,
    primary key (cycle_id, line_no)
);

create table input_trade (
    cycle_id      bigint          not null,
    line_no       bigint          not null,
    trade_id      varchar(64)     not null,
    match_id      varchar(64)     not null,
    account_id    varchar(64)     not null,
    instrument_id varchar(64)     not null,
    quantity      numeric(38, 12) not null,
    price         numeric(38, 12) not null,
    traded_at     varchar(40)     not null,
    primary key (cycle_id, line_no)
);

create table input_collateral (
    cycle_id    bigint          not null,
    line_no     bigint          not null,
    movement_id varchar(64)     not null,
    account_id  varchar(64)     not null,
    asset_id    varchar(64)     not null,
    quantity    numeric(38, 12) not null,
    primary key (cycle_id, line_no)
);

create table input_fund_movement (
    cycle_id    bigint          not null,
    line_no     bigint          not null,
    movement_id varchar(64)     not null,
    owner       varchar(64)     not null,
    amount      numeric(38, 12) not null,
    kind        varchar(16)     not null,
    primary key (cycle_id, line_no)
);

-- stated positions: the opening book on the first day, reconciliation on every other; LIQUIDITY is account_key 0
-- row_key is cycle_id * 2^32 + line: as the only key a number is H2's own row number, and a million rows go in twice as
-- fast as with an index beside them; read a cycle's rows by the range of their keys
create table input_position (
    row_key        bigint not null primary key,
    cycle_id       bigint not null,
    account_key    int    not null,
    instrument_key int    not null,
    lots           bigint not null
);

-- stage READ: the row could not be read; CHECK: it was read and not used
create table input_reject (
    cycle_id   bigint        not null,
    reject_no  bigint        not null,
    file       varchar(100)  not null,
    line_no    bigint        not null,
    column_name varchar(64)  not null,
    cell       varchar(200)  not null,
    reason     varchar(1000) not null,
    stage      varchar(8)    not null default 'READ',
    primary key (cycle_id, reject_no)
);

-- results of a cycle

create table finding (
    cycle_id   bigint        not null,
    step       varchar(16)   not null,
    finding_no int           not null,
    code       varchar(32)   not null,
    severity   varchar(16)   not null,
    item       varchar(200)  not null,
    message    varchar(2000) not null,
    primary key (cycle_id, step, finding_no)
);

create table position_change (
    cycle_id       bigint      not null,
    account_key    int         not null,
    instrument_key int         not null,
    kind           varchar(16) not null,
    lots           bigint      not null,
    primary key (cycle_id, account_key, instrument_key, kind)
);

create table position_snapshot (
    cycle_id       bigint not null,
    account_key    int    not null,
    instrument_key int    not null,
    lots           bigint not null,
    primary key (cycle_id, account_key, instrument_key)
);

create table settlement_price (
    cycle_id         bigint          not null,
    instrument_key   int             not null,
    published_price  numeric(38, 12) not null,
    previous_mark    numeric(38, 12),
    closing_mark     numeric(38, 12) not null,
    days_unchanged   int             not null,
    primary key (cycle_id, instrument_key)
);

create table fx_rate (
    cycle_id     bigint          not null,
    currency     varchar(8)      not null,
    rate_to_base numeric(38, 18) not null,
    primary key (cycle_id, currency)
);

create table variation_margin (
    cycle_id    bigint     not null,
    account_key int        not null,
    currency    varchar(8) not null,
    amount      bigint     not null,
    primary key (cycle_id, account_key, currency)
);

create table collateral_movement (
    cycle_id    bigint      not null,
    movement_id varchar(64) not null,
    account_key int         not null,
    currency    varchar(8)  not null,
    amount      bigint      not null,
    primary key (cycle_id, movement_id)
);

create table fund_movement (
    cycle_id    bigint      not null,
    movement_id varchar(64) not null,
    kind        varchar(16) not null,
    owner       varchar(64) not null,
    amount      bigint      not null,
    primary key (cycle_id, movement_id)
);

create table account_margin (
    cycle_id           bigint      not null,
    account_key        int         not null,
    member_id          varchar(64) not null,
    equity             bigint      not null,
    collateral_value   bigint      not null,
    maintenance_margin bigint      not null,
    initial_margin     bigint      not null,
    status             varchar(24) not null,
    closing_equity     bigint      not null,
    primary key (cycle_id, account_key)
);

create table margin_call (
    cycle_id    bigint     not null,
    account_key int        not null,
    amount      bigint     not null,
    currency    varchar(8) not null,
    due_at      varchar(40) not null,
    primary key (cycle_id, account_key)
);

create table account_cash (
    cycle_id    bigint     not null,
    account_key int        not null,
    currency    varchar(8) not null,
    balance     bigint     not null,
    primary key (cycle_id, account_key, currency)
);

create table member_state (
    cycle_id            bigint      not null,
    member_id           varchar(64) not null,
    opening_capital     bigint      not null,
    capital             bigint      not null,
    opening_contribution bigint     not null,
    contribution        bigint      not null,
    status              varchar(16) not null,
    period_contribution bigint      not null,
    assessed            bigint      not null,
    primary key (cycle_id, member_id)
);

create table layer_state (
    cycle_id bigint      not null,
    layer    varchar(32) not null,
    opening  bigint      not null,
    balance  bigint      not null,
    primary key (cycle_id, layer)
);

create table cascade_round (
    cycle_id         bigint not null,
    round_no         int    not null,
    accounts_closed  int    not null,
    accounts_halted  int    not null,
    members_declared int    not null,
    members_in_default int  not null,
    accounts_ported  int    not null,
    prices_moved     int    not null,
    loss             bigint not null,
    primary key (cycle_id, round_no)
);

create table cascade_event (
    cycle_id bigint      not null,
    round_no int         not null,
    kind     varchar(16) not null,
    item     varchar(64) not null,
    primary key (cycle_id, round_no, kind, item)
);

create table cascade_price (
    cycle_id       bigint          not null,
    round_no       int             not null,
    instrument_key int             not null,
    opening_price  numeric(38, 12) not null,
    closing_price  numeric(38, 12) not null,
    primary key (cycle_id, round_no, instrument_key)
);

create table close_out (
    cycle_id        bigint          not null,
    round_no        int             not null,
    account_key     int             not null,
    instrument_key  int             not null,
    member_id       varchar(64)     not null,
    lots            bigint          not null,
    opening_price   numeric(38, 12) not null,
    execution_price numeric(38, 12) not null,
    profit          bigint          not null,
    fee             bigint          not null,
    primary key (cycle_id, round_no, account_key, instrument_key)
);

create table waterfall_layer (
    cycle_id bigint      not null,
    round_no int         not null,
    layer_no int         not null,
    layer    varchar(32) not null,
    paid     bigint      not null,
    unpaid   bigint      not null,
    primary key (cycle_id, round_no, layer_no)
);

create table waterfall_payment (
    cycle_id bigint      not null,
    round_no int         not null,
    layer    varchar(32) not null,
    payer    varchar(64) not null,
    paid     bigint      not null,
    unpaid   bigint      not null,
    primary key (cycle_id, round_no, layer, payer)
);

create table contagion_edge (
    cycle_id    bigint      not null,
    round_no    int         not null,
    from_member varchar(64) not null,
    to_party    varchar(64) not null,
    channel     varchar(24) not null,
    amount      bigint      not null,
    primary key (cycle_id, round_no, from_member, to_party, channel)
);

create table journal (
    cycle_id     bigint       not null,
    journal_no   bigint       not null,
    debit_type   varchar(32)  not null,
    debit_owner  varchar(64)  not null,
    credit_type  varchar(32)  not null,
    credit_owner varchar(64)  not null,
    currency     varchar(8)   not null,
    amount       bigint       not null,
    rule         varchar(16)  not null,
    cause        varchar(200) not null,
    primary key (cycle_id, journal_no)
);

create table trial_balance (
    cycle_id bigint      not null,
    type     varchar(32) not null,
    currency varchar(8)  not null,
    balance  bigint      not null,
    primary key (cycle_id, type, currency)
);

create table cycle_check (
    cycle_id bigint       not null,
    check_no int          not null,
    name     varchar(200) not null,
    ours     varchar(80)  not null,
    ledgers  varchar(80)  not null,
    outcome  varchar(8)   not null,
    primary key (cycle_id, check_no)
);

create table report_file (
    cycle_id bigint       not null,
    name     varchar(200) not null,
    sha256   varchar(64)  not null,
    primary key (cycle_id, name)
);

create table operator_act (
    act_no      bigint        not null primary key,
    cycle_id    bigint        not null,
    act         varchar(32)   not null,
    approved_by varchar(200)  not null,
    reason      varchar(1000) not null,
    done_at     timestamp     not null
);
