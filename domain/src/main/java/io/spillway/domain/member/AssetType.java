package io.spillway.domain.member;

/** What kind of collateral an asset is. */
public enum AssetType { CASH, SECURITY }
