-- What reading the inputs needs: reference data by the cycle that brought it throughout, so that a correction's cycle
-- can read the files of a superseded one again.

-- an account has one row per cycle that brought it, under one key
drop table account_reference;
create table account_reference (
    account_key      int         not null,
    cycle_id         bigint      not null,
    account_id       varchar(64) not null,
    kind             varchar(24) not null,
    backup_member_id varchar(64),
    primary key (account_key, cycle_id),
    constraint uk_account_reference unique (account_id, cycle_id)
);

drop table holiday;
create table holiday (
    cycle_id     bigint       not null,
    holiday_date date         not null,
    name         varchar(200) not null,
    primary key (cycle_id, holiday_date)
);

-- prices from before the first day, of instruments and of underlyings
drop table settlement_history;
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

-- row_key is cycle_id * 2^32 + line: as the only key a number is H2's own row number, and a million rows go in twice as
-- fast as with an index beside them; read a cycle's rows by the range of their keys
drop table input_position;
create table input_position (
    row_key        bigint not null primary key,
    cycle_id       bigint not null,
    account_key    int    not null,
    instrument_key int    not null,
    lots           bigint not null
);

-- READ: the row could not be read; CHECK: it was read and not used
alter table input_reject add column stage varchar(8) default 'READ' not null;
