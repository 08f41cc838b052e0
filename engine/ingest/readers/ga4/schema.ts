/**
 * Columns of the GA4 export that are read, as DuckDB types, for JSON lines, which carry no types. BigQuery writes INT64 as
 * text there. Source: Analytics Help, "BigQuery Export schema", https://support.google.com/analytics/answer/7029846.
 */
export const GA4_COLUMNS: Readonly<Record<string, string>> = {
  event_date: 'VARCHAR',
  event_timestamp: 'BIGINT',
  event_name: 'VARCHAR',
  event_params:
    'STRUCT("key" VARCHAR, "value" STRUCT(string_value VARCHAR, int_value BIGINT, float_value DOUBLE, double_value DOUBLE))[]',
  event_value_in_usd: 'DOUBLE',
  event_bundle_sequence_id: 'BIGINT',
  batch_event_index: 'BIGINT',
  user_pseudo_id: 'VARCHAR',
  device: 'STRUCT(category VARCHAR)',
  geo: 'STRUCT(country VARCHAR)',
  traffic_source: 'STRUCT("name" VARCHAR, medium VARCHAR, "source" VARCHAR)',
  collected_traffic_source:
    'STRUCT(manual_source VARCHAR, manual_medium VARCHAR, manual_campaign_name VARCHAR, gclid VARCHAR)',
  session_traffic_source_last_click:
    'STRUCT(manual_campaign STRUCT("source" VARCHAR, medium VARCHAR, campaign_name VARCHAR))',
  ecommerce: 'STRUCT(transaction_id VARCHAR)',
  items: 'STRUCT(item_id VARCHAR, quantity BIGINT, item_revenue DOUBLE)[]',
};

/** Without these an export is not one of GA4. */
export const GA4_REQUIRED = ['event_date', 'event_timestamp', 'event_name', 'event_params'] as const;
