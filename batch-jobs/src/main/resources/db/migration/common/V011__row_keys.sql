-- The large tables of results get one number as their only key: cycle_id * 2^32 + number of the row within the cycle.
-- As such a key is H2's own row number, a row goes into one tree, not two; a cycle is read by the range of its keys.
-- Made anew and filled, because H2 uses a key so only where the table has it from the start.

create table position_change_keyed (
    row_key        bigint      not null,
    cycle_id       bigint      not null,
    account_key    int         not null,
    instrument_key int         not null,
    kind           varchar(16) not null,
    lots           bigint      not null,
    constraint pk_position_change primary key (row_key)
);
-- 2^28 numbers for each of what a cycle opened with, traded, closed out
insert into position_change_keyed (row_key, cycle_id, account_key, instrument_key, kind, lots)
    select cycle_id * 4294967296 + case kind when 'OPENING' then 0 when 'TRADE' then 268435456 else 536870912 end
        + row_number() over (partition by cycle_id, kind order by account_key, instrument_key) - 1,
        cycle_id, account_key, instrument_key, kind, lots from position_change;
drop table position_change;
alter table position_change_keyed rename to position_change;

create table position_snapshot_keyed (
    row_key        bigint not null,
    cycle_id       bigint not null,
    account_key    int    not null,
    instrument_key int    not null,
    lots           bigint not null,
    constraint pk_position_snapshot primary key (row_key)
);
insert into position_snapshot_keyed (row_key, cycle_id, account_key, instrument_key, lots)
    select cycle_id * 4294967296 + row_number() over (partition by cycle_id order by account_key, instrument_key) - 1,
        cycle_id, account_key, instrument_key, lots from position_snapshot;
drop table position_snapshot;
alter table position_snapshot_keyed rename to position_snapshot;

create table variation_margin_keyed (
    row_key     bigint     not null,
    cycle_id    bigint     not null,
    account_key int        not null,
    currency    varchar(8) not null,
    amount      bigint     not null,
    constraint pk_variation_margin primary key (row_key)
);
insert into variation_margin_keyed (row_key, cycle_id, account_key, currency, amount)
    select cycle_id * 4294967296 + row_number() over (partition by cycle_id order by currency, account_key) - 1,
        cycle_id, account_key, currency, amount from variation_margin;
drop table variation_margin;
alter table variation_margin_keyed rename to variation_margin;

create table account_margin_keyed (
    row_key            bigint      not null,
    cycle_id           bigint      not null,
    account_key        int         not null,
    member_id          varchar(64) not null,
    equity             bigint      not null,
    collateral_value   bigint      not null,
    maintenance_margin bigint      not null,
    initial_margin     bigint      not null,
    status             varchar(24) not null,
    closing_equity     bigint      not null,
    constraint pk_account_margin primary key (row_key)
);
insert into account_margin_keyed (row_key, cycle_id, account_key, member_id, equity, collateral_value,
        maintenance_margin, initial_margin, status, closing_equity)
    select cycle_id * 4294967296 + row_number() over (partition by cycle_id order by account_key) - 1, cycle_id,
        account_key, member_id, equity, collateral_value, maintenance_margin, initial_margin, status, closing_equity
        from account_margin;
drop table account_margin;
alter table account_margin_keyed rename to account_margin;

create table account_cash_keyed (
    row_key     bigint     not null,
    cycle_id    bigint     not null,
    account_key int        not null,
    currency    varchar(8) not null,
    balance     bigint     not null,
    constraint pk_account_cash primary key (row_key)
);
insert into account_cash_keyed (row_key, cycle_id, account_key, currency, balance)
    select cycle_id * 4294967296 + row_number() over (partition by cycle_id order by currency, account_key) - 1,
        cycle_id, account_key, currency, balance from account_cash;
drop table account_cash;
alter table account_cash_keyed rename to account_cash;

create table journal_keyed (
    row_key      bigint       not null,
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
    constraint pk_journal primary key (row_key)
);
insert into journal_keyed (row_key, cycle_id, journal_no, debit_type, debit_owner, credit_type, credit_owner, currency,
        amount, rule, cause)
    select cycle_id * 4294967296 + journal_no - 1, cycle_id, journal_no, debit_type, debit_owner, credit_type,
        credit_owner, currency, amount, rule, cause from journal order by cycle_id, journal_no;
drop table journal;
alter table journal_keyed rename to journal;
