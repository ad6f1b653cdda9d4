-- a movement id that comes again is looked up among those of earlier days (fault 26)
create index ix_input_collateral_movement_id on input_collateral (movement_id);
create index ix_input_fund_movement_movement_id on input_fund_movement (movement_id);
