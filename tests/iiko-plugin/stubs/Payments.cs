// A stand-in of our own for the part of iikoFront's plugin API (V8) that the plugin uses: names and signatures only, so that it compiles and runs
// without iiko. Not iiko's file, and no code of theirs: written by us from the published reference,
// https://iiko.github.io/front.api.sdk/v8 (IPaymentProcessor, IPaymentDataContext, IPaymentItem, IPaymentType, the two exceptions), and the articles
// PaymentProcessor of iiko/front.api.doc and 2022-03-18 of Syrve/front.api.doc.
using System;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Payments;
using Resto.Front.Api.Data.Security;
using Resto.Front.Api.UI;

namespace Resto.Front.Api
{
    public interface IReceiptPrinter { }

    public interface IPaymentDataContext
    {
        string GetRollbackData();
        void SetRollbackData(string serializedData);
        string GetCustomData();
    }

    public interface IPaymentProcessor
    {
        string PaymentSystemKey { get; }
        string PaymentSystemName { get; }
        void CollectData(Guid orderId, Guid paymentTypeId, IUser cashier, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        void OnPaymentAdded(IOrder order, IPaymentItem paymentItem, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        bool OnPreliminaryPaymentEditing(IOrder order, IPaymentItem paymentItem, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        void OnPaymentDeleting(IOrder order, IPaymentItem paymentItem, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        void Pay(decimal sum, IOrder order, IPaymentItem paymentItem, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        bool CanPaySilently(decimal sum, Guid? orderId, Guid paymentTypeId, IPaymentDataContext context);
        void PaySilently(decimal sum, IOrder order, IPaymentItem paymentItem, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IPaymentDataContext context);
        void EmergencyCancelPayment(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        void EmergencyCancelPaymentSilently(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IPaymentDataContext context);
        void ReturnPayment(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context);
        void ReturnPaymentSilently(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IPaymentDataContext context);
        void ReturnPaymentWithoutOrder(decimal sum, Guid? orderId, Guid paymentTypeId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IViewManager viewManager);
    }
}

namespace Resto.Front.Api.Data.Payments
{
    public enum FiscalPaymentTypeGroup { Default }

    public enum PaymentTypeKind { Unknown, Cash, Card, Credit, Writeoff, Voucher, External, SmartSale, Sberbank, Trpos }

    public interface IPaymentType : Common.IEntity
    {
        string Name { get; }
        PaymentTypeKind Kind { get; }
        bool ProcessAsDiscount { get; }
    }

    public interface IPaymentItem : Common.IEntity
    {
        IPaymentType Type { get; }
        decimal Sum { get; }
        PaymentStatus Status { get; }
        bool IsExternal { get; }
        bool IsPrepay { get; }
        IPointOfSale PointOfSale { get; }
    }
}

namespace Resto.Front.Api.Exceptions
{
    public sealed class PaymentActionFailedException : Exception
    {
        public PaymentActionFailedException(string message, bool keepInOrder = false) : base(message) { KeepInOrder = keepInOrder; }

        /// <summary>Ours, for the scripted till to see.</summary>
        public bool KeepInOrder { get; }
    }

    public sealed class PaymentActionCancelledException : Exception
    {
        public PaymentActionCancelledException(bool keepInOrder = false) { KeepInOrder = keepInOrder; }

        /// <summary>Ours, for the scripted till to see.</summary>
        public bool KeepInOrder { get; }
    }

    public sealed class LicenseRestrictionException : Exception { }

    public sealed class PaymentSystemRegistrationException : Exception { }
}
