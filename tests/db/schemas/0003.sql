CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE amount (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	release VARCHAR(36), 
	value BIGINT, 
	currency TEXT, 
	purpose TEXT, 
	rate FLOAT, 
	rate_date DATE, 
	local_value BIGINT, 
	local_currency TEXT, 
	note TEXT, 
	CONSTRAINT pk_amount PRIMARY KEY (id), 
	CONSTRAINT fk_amount_release_release FOREIGN KEY(release) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_amount_uid UNIQUE (uid)
);
CREATE TABLE approval (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	release VARCHAR(36), 
	approver TEXT, 
	approved_at TEXT, 
	text_hash TEXT, 
	note TEXT, 
	CONSTRAINT pk_approval PRIMARY KEY (id), 
	CONSTRAINT fk_approval_release_release FOREIGN KEY(release) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_approval_uid UNIQUE (uid)
);
CREATE TABLE batch (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	label TEXT NOT NULL, 
	who TEXT NOT NULL, 
	undone BOOLEAN NOT NULL, 
	undoes INTEGER, 
	CONSTRAINT pk_batch PRIMARY KEY (id), 
	CONSTRAINT fk_batch_undoes_batch FOREIGN KEY(undoes) REFERENCES batch (id)
);
CREATE TABLE change (
	id INTEGER NOT NULL, 
	batch INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	operation TEXT NOT NULL, 
	fields JSON NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_batch_batch FOREIGN KEY(batch) REFERENCES batch (id)
);
CREATE TABLE contact (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	honorific TEXT, 
	given_name TEXT, 
	patronymic TEXT, 
	family_name TEXT, 
	given_name_alt TEXT, 
	patronymic_alt TEXT, 
	family_name_alt TEXT, 
	job_title TEXT, 
	kind TEXT, 
	languages JSON, 
	phones JSON, 
	emails JSON, 
	street TEXT, 
	postal_code TEXT, 
	city TEXT, 
	region TEXT, 
	country TEXT, 
	birthday DATE, 
	last_verified DATE, 
	lawful_basis TEXT, 
	opt_out BOOLEAN, 
	note TEXT, source TEXT, consented DATE, objected DATE, review_by DATE, 
	CONSTRAINT pk_contact PRIMARY KEY (id), 
	CONSTRAINT uq_contact_uid UNIQUE (uid)
);
CREATE TABLE cost (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	facility VARCHAR(36), 
	amount BIGINT, 
	currency TEXT, 
	kind TEXT, 
	funder VARCHAR(36), 
	approximate BOOLEAN, 
	note TEXT, 
	CONSTRAINT pk_cost PRIMARY KEY (id), 
	CONSTRAINT fk_cost_facility_facility FOREIGN KEY(facility) REFERENCES facility (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_cost_funder_partner FOREIGN KEY(funder) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_cost_uid UNIQUE (uid)
);
CREATE TABLE departed (
	contact VARCHAR(36) NOT NULL, 
	departure INTEGER NOT NULL, 
	CONSTRAINT pk_departed PRIMARY KEY (contact, departure), 
	CONSTRAINT fk_departed_departure_departure FOREIGN KEY(departure) REFERENCES departure (id)
)
 WITHOUT ROWID

;
CREATE TABLE departure (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	how TEXT NOT NULL, 
	audience TEXT NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_departure PRIMARY KEY (id)
);
CREATE TABLE erasure (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	who TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	reason TEXT NOT NULL, 
	records INTEGER NOT NULL, 
	backups_until DATE, 
	salt TEXT NOT NULL, 
	CONSTRAINT pk_erasure PRIMARY KEY (id)
);
CREATE TABLE event (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	name TEXT, 
	kind TEXT, 
	start DATE, 
	"end" DATE, 
	place TEXT, 
	country TEXT, 
	organiser VARCHAR(36), 
	note TEXT, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_organiser_partner FOREIGN KEY(organiser) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_event_uid UNIQUE (uid)
);
CREATE TABLE facility (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	name TEXT, 
	kind TEXT, 
	host VARCHAR(36), 
	serves TEXT, 
	capacity INTEGER, 
	status TEXT, 
	country TEXT, 
	region TEXT, 
	city TEXT, 
	coordinates TEXT, 
	works_start TEXT, 
	handover TEXT, 
	note TEXT, 
	CONSTRAINT pk_facility PRIMARY KEY (id), 
	CONSTRAINT fk_facility_host_partner FOREIGN KEY(host) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_facility_uid UNIQUE (uid)
);
CREATE TABLE "group" (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	name TEXT, 
	rule TEXT, 
	note TEXT, 
	CONSTRAINT pk_group PRIMARY KEY (id), 
	CONSTRAINT uq_group_uid UNIQUE (uid)
);
CREATE TABLE membership (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	"group" VARCHAR(36), 
	contact VARCHAR(36), 
	note TEXT, 
	CONSTRAINT pk_membership PRIMARY KEY (id), 
	CONSTRAINT uq_membership_uid UNIQUE (uid), 
	CONSTRAINT fk_membership_group_group FOREIGN KEY("group") REFERENCES "group" (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_membership_contact_contact FOREIGN KEY(contact) REFERENCES contact (uid) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE merged (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	kind TEXT, 
	old TEXT, 
	now TEXT, 
	note TEXT, 
	CONSTRAINT pk_merged PRIMARY KEY (id), 
	CONSTRAINT uq_merged_uid UNIQUE (uid)
);
CREATE TABLE not_same (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	kind TEXT, 
	a TEXT, 
	b TEXT, 
	note TEXT, 
	CONSTRAINT pk_not_same PRIMARY KEY (id), 
	CONSTRAINT uq_not_same_uid UNIQUE (uid)
);
CREATE TABLE participation (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	event VARCHAR(36), 
	country TEXT, 
	institution VARCHAR(36), 
	women INTEGER, 
	men INTEGER, 
	undisclosed INTEGER, 
	note TEXT, 
	CONSTRAINT pk_participation PRIMARY KEY (id), 
	CONSTRAINT fk_participation_event_event FOREIGN KEY(event) REFERENCES event (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_participation_institution_partner FOREIGN KEY(institution) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_participation_uid UNIQUE (uid)
);
CREATE TABLE partner (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	name TEXT, 
	acronym TEXT, 
	name_ru TEXT, 
	name_local TEXT, 
	kind TEXT, 
	role TEXT, 
	parent VARCHAR(36), 
	phones JSON, 
	fax JSON, 
	emails JSON, 
	website TEXT, 
	social JSON, 
	street TEXT, 
	postal_code TEXT, 
	city TEXT, 
	region TEXT, 
	country TEXT, 
	note TEXT, 
	CONSTRAINT pk_partner PRIMARY KEY (id), 
	CONSTRAINT fk_partner_parent_partner FOREIGN KEY(parent) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_partner_uid UNIQUE (uid)
);
CREATE TABLE post (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	contact VARCHAR(36), 
	partner VARCHAR(36), 
	job_title TEXT, 
	unit TEXT, 
	started TEXT, 
	ended TEXT, 
	is_primary BOOLEAN, 
	note TEXT, 
	CONSTRAINT pk_post PRIMARY KEY (id), 
	CONSTRAINT fk_post_contact_contact FOREIGN KEY(contact) REFERENCES contact (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_post_partner_partner FOREIGN KEY(partner) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_post_uid UNIQUE (uid)
);
CREATE TABLE programme (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	name TEXT, 
	acronym TEXT, 
	phase TEXT, 
	funder VARCHAR(36), 
	lead VARCHAR(36), 
	address TEXT, 
	start DATE, 
	"end" DATE, 
	contract_date DATE, 
	budget BIGINT, 
	budget_currency TEXT, 
	note TEXT, 
	CONSTRAINT pk_programme PRIMARY KEY (id), 
	CONSTRAINT fk_programme_funder_partner FOREIGN KEY(funder) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_programme_lead_partner FOREIGN KEY(lead) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_programme_uid UNIQUE (uid)
);
CREATE TABLE programme_partner (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	programme VARCHAR(36), 
	partner VARCHAR(36), 
	role TEXT, 
	note TEXT, 
	CONSTRAINT pk_programme_partner PRIMARY KEY (id), 
	CONSTRAINT fk_programme_partner_partner_partner FOREIGN KEY(partner) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_programme_partner_programme_programme FOREIGN KEY(programme) REFERENCES programme (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_programme_partner_uid UNIQUE (uid)
);
CREATE TABLE quote (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	release VARCHAR(36), 
	text TEXT, 
	speaker VARCHAR(36), 
	role TEXT, 
	cleared_by TEXT, 
	cleared_on DATE, 
	note TEXT, 
	CONSTRAINT pk_quote PRIMARY KEY (id), 
	CONSTRAINT fk_quote_release_release FOREIGN KEY(release) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_quote_speaker_contact FOREIGN KEY(speaker) REFERENCES contact (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_quote_uid UNIQUE (uid)
);
CREATE TABLE release (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	reference TEXT, 
	headline TEXT, 
	subheadline TEXT, 
	place TEXT, 
	date DATE, 
	language TEXT, 
	lead TEXT, 
	body TEXT, 
	notes_to_editors TEXT, 
	participants INTEGER, 
	programme VARCHAR(36), 
	event VARCHAR(36), 
	translation_of VARCHAR(36), 
	translation_of_version TEXT, 
	status TEXT, 
	embargo TEXT, 
	note TEXT, 
	CONSTRAINT pk_release PRIMARY KEY (id), 
	CONSTRAINT fk_release_event_event FOREIGN KEY(event) REFERENCES event (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_release_programme_programme FOREIGN KEY(programme) REFERENCES programme (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_release_translation_of_release FOREIGN KEY(translation_of) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_release_uid UNIQUE (uid)
);
CREATE TABLE release_contact (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	release VARCHAR(36), 
	contact VARCHAR(36), 
	role TEXT, 
	note TEXT, 
	CONSTRAINT pk_release_contact PRIMARY KEY (id), 
	CONSTRAINT fk_release_contact_contact_contact FOREIGN KEY(contact) REFERENCES contact (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_release_contact_release_release FOREIGN KEY(release) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_release_contact_uid UNIQUE (uid)
);
CREATE TABLE release_facility (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	release VARCHAR(36), 
	facility VARCHAR(36), 
	role TEXT, 
	note TEXT, 
	CONSTRAINT pk_release_facility PRIMARY KEY (id), 
	CONSTRAINT fk_release_facility_facility_facility FOREIGN KEY(facility) REFERENCES facility (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_release_facility_release_release FOREIGN KEY(release) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_release_facility_uid UNIQUE (uid)
);
CREATE TABLE release_partner (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	release VARCHAR(36), 
	partner VARCHAR(36), 
	role TEXT, 
	note TEXT, 
	CONSTRAINT pk_release_partner PRIMARY KEY (id), 
	CONSTRAINT fk_release_partner_partner_partner FOREIGN KEY(partner) REFERENCES partner (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_release_partner_release_release FOREIGN KEY(release) REFERENCES release (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_release_partner_uid UNIQUE (uid)
);
CREATE TABLE search_edition (
	edition TEXT NOT NULL, 
	CONSTRAINT pk_search_edition PRIMARY KEY (edition)
);
CREATE TABLE search_entry (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	kind TEXT NOT NULL, 
	owner_kind TEXT, 
	owner VARCHAR(36), 
	CONSTRAINT pk_search_entry PRIMARY KEY (id), 
	CONSTRAINT uq_search_entry_uid UNIQUE (uid)
);
CREATE VIRTUAL TABLE search_inside USING fts5(word, content = 'search_word', content_rowid = 'id', tokenize = 'trigram case_sensitive 1', detail = none, columnsize = 0);
CREATE VIRTUAL TABLE search_text USING fts5(title, body, facets, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
CREATE TABLE search_word (
	id INTEGER NOT NULL, 
	word TEXT NOT NULL, 
	sound TEXT, 
	CONSTRAINT pk_search_word PRIMARY KEY (id), 
	CONSTRAINT uq_search_word_word UNIQUE (word)
);
CREATE TABLE suppressed (
	id INTEGER NOT NULL, 
	erasure INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	CONSTRAINT pk_suppressed PRIMARY KEY (id), 
	CONSTRAINT fk_suppressed_erasure_erasure FOREIGN KEY(erasure) REFERENCES erasure (id)
);
CREATE TABLE visit (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	facility VARCHAR(36), 
	date DATE, 
	purpose TEXT, 
	event VARCHAR(36), 
	note TEXT, 
	CONSTRAINT pk_visit PRIMARY KEY (id), 
	CONSTRAINT fk_visit_event_event FOREIGN KEY(event) REFERENCES event (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_visit_facility_facility FOREIGN KEY(facility) REFERENCES facility (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_visit_uid UNIQUE (uid)
);
CREATE TABLE visitor (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	visit VARCHAR(36), 
	contact VARCHAR(36), 
	role TEXT, 
	note TEXT, 
	CONSTRAINT pk_visitor PRIMARY KEY (id), 
	CONSTRAINT fk_visitor_contact_contact FOREIGN KEY(contact) REFERENCES contact (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_visitor_visit_visit FOREIGN KEY(visit) REFERENCES visit (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_visitor_uid UNIQUE (uid)
);
CREATE TABLE wording (
	id INTEGER NOT NULL, 
	uid VARCHAR(36) NOT NULL, 
	created DATETIME NOT NULL, 
	modified DATETIME NOT NULL, 
	title TEXT NOT NULL, 
	title_key TEXT NOT NULL, 
	kind TEXT, 
	programme VARCHAR(36), 
	language TEXT, 
	valid_from DATE, 
	valid_to DATE, 
	text TEXT, 
	note TEXT, 
	CONSTRAINT pk_wording PRIMARY KEY (id), 
	CONSTRAINT fk_wording_programme_programme FOREIGN KEY(programme) REFERENCES programme (uid) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_wording_uid UNIQUE (uid)
);
CREATE INDEX ix_amount_release ON amount (release);
CREATE INDEX ix_amount_title_key ON amount (title_key);
CREATE INDEX ix_approval_release ON approval (release);
CREATE INDEX ix_approval_title_key ON approval (title_key);
CREATE INDEX ix_change_batch ON change (batch);
CREATE INDEX ix_change_uid ON change (uid);
CREATE INDEX ix_contact_title_key ON contact (title_key);
CREATE INDEX ix_cost_facility ON cost (facility);
CREATE INDEX ix_cost_funder ON cost (funder);
CREATE INDEX ix_cost_title_key ON cost (title_key);
CREATE INDEX ix_departed_departure ON departed (departure);
CREATE INDEX ix_erasure_uid ON erasure (uid);
CREATE INDEX ix_event_organiser ON event (organiser);
CREATE INDEX ix_event_title_key ON event (title_key);
CREATE INDEX ix_facility_host ON facility (host);
CREATE INDEX ix_facility_title_key ON facility (title_key);
CREATE INDEX ix_group_title_key ON "group" (title_key);
CREATE INDEX ix_membership_contact ON membership (contact);
CREATE INDEX ix_membership_group ON membership ("group");
CREATE INDEX ix_membership_title_key ON membership (title_key);
CREATE INDEX ix_merged_title_key ON merged (title_key);
CREATE INDEX ix_not_same_title_key ON not_same (title_key);
CREATE INDEX ix_participation_event ON participation (event);
CREATE INDEX ix_participation_institution ON participation (institution);
CREATE INDEX ix_participation_title_key ON participation (title_key);
CREATE INDEX ix_partner_parent ON partner (parent);
CREATE INDEX ix_partner_title_key ON partner (title_key);
CREATE INDEX ix_post_contact ON post (contact);
CREATE INDEX ix_post_partner ON post (partner);
CREATE INDEX ix_post_title_key ON post (title_key);
CREATE INDEX ix_programme_funder ON programme (funder);
CREATE INDEX ix_programme_lead ON programme (lead);
CREATE INDEX ix_programme_partner_partner ON programme_partner (partner);
CREATE INDEX ix_programme_partner_programme ON programme_partner (programme);
CREATE INDEX ix_programme_partner_title_key ON programme_partner (title_key);
CREATE INDEX ix_programme_title_key ON programme (title_key);
CREATE INDEX ix_quote_release ON quote (release);
CREATE INDEX ix_quote_speaker ON quote (speaker);
CREATE INDEX ix_quote_title_key ON quote (title_key);
CREATE INDEX ix_release_contact_contact ON release_contact (contact);
CREATE INDEX ix_release_contact_release ON release_contact (release);
CREATE INDEX ix_release_contact_title_key ON release_contact (title_key);
CREATE INDEX ix_release_event ON release (event);
CREATE INDEX ix_release_facility_facility ON release_facility (facility);
CREATE INDEX ix_release_facility_release ON release_facility (release);
CREATE INDEX ix_release_facility_title_key ON release_facility (title_key);
CREATE INDEX ix_release_partner_partner ON release_partner (partner);
CREATE INDEX ix_release_partner_release ON release_partner (release);
CREATE INDEX ix_release_partner_title_key ON release_partner (title_key);
CREATE INDEX ix_release_programme ON release (programme);
CREATE INDEX ix_release_title_key ON release (title_key);
CREATE INDEX ix_release_translation_of ON release (translation_of);
CREATE INDEX ix_search_word_sound ON search_word (sound);
CREATE INDEX ix_suppressed_erasure ON suppressed (erasure);
CREATE INDEX ix_visit_event ON visit (event);
CREATE INDEX ix_visit_facility ON visit (facility);
CREATE INDEX ix_visit_title_key ON visit (title_key);
CREATE INDEX ix_visitor_contact ON visitor (contact);
CREATE INDEX ix_visitor_title_key ON visitor (title_key);
CREATE INDEX ix_visitor_visit ON visitor (visit);
CREATE INDEX ix_wording_programme ON wording (programme);
CREATE INDEX ix_wording_title_key ON wording (title_key);
INSERT INTO alembic_version VALUES ('0003');
