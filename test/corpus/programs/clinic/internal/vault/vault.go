// Package vault keeps consent forms in a bbolt file.
package vault

import (
	"errors"

	"go.etcd.io/bbolt"
)

// Vault is a file of consents.
type Vault struct{ *bbolt.DB }

// Sign stores a patient's consent.
func (v Vault) Sign(patient, consent string) error {
	tx, err := v.Begin(true) // mark: vault-begin
	if err != nil {
		return err
	}
	forms, err := tx.CreateBucketIfNotExists([]byte("forms"))
	if err != nil {
		return err
	}
	if consent == "" {
		return errors.New("not signed")
	}
	if err := forms.Put([]byte(patient), []byte(consent)); err != nil {
		return err
	}
	return tx.Commit()
}

// SignUpdate stores a patient's consent.
func (v Vault) SignUpdate(patient, consent string) error {
	return v.Update(func(tx *bbolt.Tx) error {
		forms, err := tx.CreateBucketIfNotExists([]byte("forms"))
		if err != nil {
			return err
		}
		if consent == "" {
			return errors.New("not signed")
		}
		return forms.Put([]byte(patient), []byte(consent))
	})
}
