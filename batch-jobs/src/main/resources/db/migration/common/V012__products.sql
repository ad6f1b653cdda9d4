-- Perpetuals, options, expiries, securities as collateral, ring-fenced accounts (rules 3.2, 3.3, 3.5).

alter table instrument_reference add column product_group varchar(64) default '' not null;
alter table instrument_reference add column strike numeric(38, 12);
alter table instrument_reference add column option_right varchar(8);
alter table instrument_reference add column premium_style varchar(8);

-- the one product group that the account may hold; null: everything
alter table account_reference add column ring_fence varchar(64);

alter table input_price add column implied_vol numeric(38, 12);
alter table input_price add column funding_rate numeric(38, 12);

create table input_asset_price (
    cycle_id bigint          not null,
    line_no  bigint          not null,
    asset_id varchar(64)     not null,
    currency varchar(8)      not null,
    price    numeric(38, 12) not null,
    primary key (cycle_id, line_no)
);

-- prices that expiring options settled on
create table underlying_price (
    cycle_id         bigint          not null,
    underlying_id    varchar(64)     not null,
    settlement_price numeric(38, 12) not null,
    primary key (cycle_id, underlying_id)
);

create table asset_price (
    cycle_id bigint          not null,
    asset_id varchar(64)     not null,
    price    numeric(38, 12) not null,
    primary key (cycle_id, asset_id)
);

create table funding_rate (
    cycle_id       bigint          not null,
    instrument_key int             not null,
    rate           numeric(38, 12) not null,
    primary key (cycle_id, instrument_key)
);

-- premiums, exercise and funding; LIQUIDITY is account_key 0
create table product_payment (
    cycle_id    bigint      not null,
    account_key int         not null,
    currency    varchar(8)  not null,
    kind        varchar(16) not null,
    amount      bigint      not null,
    primary key (cycle_id, account_key, currency, kind)
);

-- kind MOVED: by collateral.csv; SEIZED, RETURNED: by the house, numbered
create table security_movement (
    cycle_id    bigint          not null,
    movement_no int             not null,
    movement_id varchar(64)     not null,
    account_key int             not null,
    asset_id    varchar(64)     not null,
    quantity    numeric(38, 12) not null,
    kind        varchar(16)     not null,
    primary key (cycle_id, movement_no)
);

-- securities of every account that has any when the cycle closes
create table account_security (
    cycle_id    bigint          not null,
    account_key int             not null,
    asset_id    varchar(64)     not null,
    quantity    numeric(38, 12) not null,
    primary key (cycle_id, account_key, asset_id)
);

alter table account_margin add column option_value bigint default 0 not null;
alter table account_margin add column securities_value bigint default 0 not null;
