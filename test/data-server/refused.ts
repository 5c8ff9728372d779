const LACKS_MODIFY = /User does not have MODIFY on Table 'dev\.s\.t'/;
const LACKS_CREATE = /User does not have CREATE TABLE on Schema 'dev\.s'/;
const LACKS_MANAGE = /User does not have MANAGE on/;
const NO_FILE = /is not reached from here/;
const SETTING = /is the data server's, and cannot be/;
const NOT_RUN = /is not run on the data server/;
const NO_LOCATION = /No parent external location was found/;
const ONE_DATABASE = /reaches PostgreSQL over JDBC/;
const STORAGE = "abfss://dev@lakestage.dfs.core.windows.net";

/** What a reader of `dev.s.t` may not do, and what they are told. */
export const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["INSERT INTO dev.s.t VALUES (9, 'x')", LACKS_MODIFY],
  ["INSERT OVERWRITE dev.s.t SELECT * FROM dev.s.t", LACKS_MODIFY],
  ["UPDATE dev.s.t SET name = 'x'", LACKS_MODIFY],
  ["DELETE FROM dev.s.t", LACKS_MODIFY],
  ["TRUNCATE TABLE dev.s.t", LACKS_MODIFY],
  ["MERGE INTO dev.s.t USING (SELECT 1 id) s ON t.id = s.id WHEN MATCHED THEN DELETE", LACKS_MODIFY],
  ["RESTORE TABLE dev.s.t TO VERSION AS OF 0", LACKS_MODIFY],
  ["VACUUM dev.s.t RETAIN 0 HOURS", LACKS_MODIFY],
  ["OPTIMIZE dev.s.t", LACKS_MODIFY],
  ["ALTER TABLE dev.s.t ADD COLUMNS (z INT)", LACKS_MODIFY],
  ["ALTER TABLE dev.s.t SET TBLPROPERTIES ('x' = 'y')", LACKS_MODIFY],
  ["ALTER TABLE dev.s.t ADD CONSTRAINT k PRIMARY KEY (id)", LACKS_MODIFY],
  ["ALTER TABLE dev.s.t DROP PRIMARY KEY", LACKS_MODIFY],
  ["COMMENT ON TABLE dev.s.t IS 'x'", LACKS_MODIFY],
  ["CREATE OR REPLACE TABLE dev.s.t (a INT)", LACKS_MODIFY],
  ["ALTER TABLE dev.s.t RENAME TO dev.s.other", LACKS_MANAGE],
  ["DROP TABLE dev.s.t", LACKS_MANAGE],
  ["DROP SCHEMA dev.s CASCADE", LACKS_MANAGE],
  ["CREATE TABLE dev.s.mine (a INT)", LACKS_CREATE],
  ["CREATE TABLE dev.s.mine AS SELECT * FROM dev.s.t", LACKS_CREATE],
  ["CREATE TABLE dev.s.mine SHALLOW CLONE dev.s.t", LACKS_CREATE],
  [`CREATE TABLE dev.s.mine (a INT) LOCATION '${STORAGE}/mine'`, LACKS_CREATE],
  ["CREATE SCHEMA dev.mine", /User does not have CREATE SCHEMA on Catalog 'dev'/],
  ["CREATE TABLE mine (a INT)", /Tables are in catalogs/],
  ["CREATE DATABASE mine", /Schemas are in catalogs/],
  [`SELECT * FROM text.\`${STORAGE}/\``, /User does not have READ FILES on External Location 'dev'/],
  [`SELECT * FROM delta.\`${STORAGE}/__unitystorage/catalogs\``, /belongs to what Unity Catalog manages/],
  ["SELECT * FROM text.`abfss://other@lakestage.dfs.core.windows.net/x`", NO_LOCATION],
  ["SELECT * FROM csv.`/etc/passwd`", NO_LOCATION],
  ["SELECT * FROM text.`file:///etc/passwd`", NO_FILE],
  ["SELECT * FROM text.`http://127.0.0.1:1/`", NO_FILE],
  ["CREATE TEMPORARY VIEW v USING text OPTIONS (path 'file:///etc/passwd')", NO_FILE],
  ["CREATE TEMPORARY VIEW v USING text OPTIONS ('fs.file.impl' 'x', path 'file:///etc/passwd')", SETTING],
  ["SET spark.sql.catalog.evil = x", SETTING],
  ["SET fs.file.impl = x", SETTING],
  ["SET `spark.hadoop.fs.file.impl` = x", SETTING],
  ["RESET spark.sql.catalog.dev", SETTING],
  [
    "CREATE TEMPORARY VIEW v USING jdbc OPTIONS (url 'jdbc:derby:memory:p;create=true', dbtable 'SYS.SYSTABLES')",
    ONE_DATABASE,
  ],
  ["CREATE TEMPORARY VIEW v USING jdbc OPTIONS (url 'JDBC:h2:mem:', dbtable 't')", ONE_DATABASE],
  [
    "CREATE TEMPORARY VIEW v USING jdbc OPTIONS (driver 'java.lang.Thread', url 'jdbc:postgresql://127.0.0.1:1/d', dbtable 't')",
    /has no driver java.lang.Thread/,
  ],
  [
    "CREATE TEMPORARY VIEW v USING jdbc OPTIONS (url 'jdbc:postgresql://127.0.0.1:1/d?socketFactory=x', dbtable 't')",
    SETTING,
  ],
  ["CREATE TABLE dev.s.mine (a INT) USING csv", /Only tables of Delta are made here/],
  ["SET", /The settings are the data server's/],
  ["ADD JAR '/tmp/x.jar'", NOT_RUN],
  ["ADD FILE '/etc/passwd'", NOT_RUN],
  ["CREATE FUNCTION f AS 'java.lang.String'", NOT_RUN],
  ["LOAD DATA LOCAL INPATH '/etc/passwd' INTO TABLE dev.s.t", NOT_RUN],
  ["INSERT OVERWRITE LOCAL DIRECTORY '/tmp/x' USING text SELECT 'a'", NOT_RUN],
  ["SELECT TRANSFORM(1) USING 'cat' AS (a)", NOT_RUN],
  ["SELECT reflect('java.lang.System', 'getenv')", NOT_RUN],
  ["SELECT java_method('java.lang.System', 'exit', 1)", NOT_RUN],
  ["SELECT try_reflect('java.lang.System', 'exit', 1)", NOT_RUN],
  ["CREATE VIEW dev.s.mine AS SELECT * FROM dev.s.t", LACKS_CREATE],
  ["CREATE VIEW mine AS SELECT 1 AS one", /Tables and views are in catalogs/],
  ["CREATE TABLE dev.s.mine DEEP CLONE dev.s.t", LACKS_CREATE],
  ["GRANT SELECT ON TABLE dev.s.t TO `data.scientist@lakestage.example`", LACKS_MANAGE],
  ["ALTER TABLE dev.s.t OWNER TO `data.scientist@lakestage.example`", LACKS_MANAGE],
  ["CREATE VOLUME dev.s.files", /CREATE VOLUME is not run by SQL here/],
  ["COPY INTO dev.s.t FROM '/Volumes/dev/s/files'", /COPY INTO is not run by SQL here/],
  ["CREATE GLOBAL TEMPORARY VIEW v AS SELECT 1", /Global temporary views are not made/],
];
